import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftExpand, IconSitemap, IconWebhook, IconX } from '@tabler/icons-react';
import { Panel, useReactFlow } from '@xyflow/react';
import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { CanvasView, fitOptions } from '../../../canvas/canvas-view.tsx';
import canvasClasses from '../../../canvas/canvas.module.css';
import { ZoomTools } from '../../../canvas/zoom-tools.tsx';
import { EmptyState } from '../../../components/feedback/empty-state.tsx';
import { StatusBadge } from '../../../components/status/status-badge.tsx';
import { formatDuration } from '../../../components/time/format.ts';
import { tidy } from '../../../model/commands/arrange.ts';
import { QuickAddList } from '../palette/quick-add.tsx';
import { Palette } from '../palette/palette.tsx';
import { useInsight } from '../insight.tsx';
import { useDefinition, useDesigner, useEditor, useUi } from '../session.ts';
import classes from './canvas.module.css';
import { ContextMenu } from './context-menu.tsx';
import { FindStep } from './find-step.tsx';
import { useAdd } from './use-add.ts';
import { useCanvasEditing } from './use-canvas-editing.ts';
import { useSelectionInView } from './use-selection-in-view.ts';
import { useShortcuts } from './use-shortcuts.ts';

const refusalShownMs = 4000;

/** Says for a moment why a command was refused. */
function Refusal() {
  const refusal = useEditor((state) => state.refusal);
  const [hidden, setHidden] = useState(refusal?.count);
  const count = refusal?.count;
  useEffect(() => {
    const timer = setTimeout(() => setHidden(count), refusalShownMs);
    return () => clearTimeout(timer);
  }, [count]);
  return (
    <Panel position="bottom-center" role="status">
      {refusal && count !== hidden ? <div className={classes.refusal}>{refusal.message}</div> : null}
    </Panel>
  );
}

function EmptyCanvas({ onAdd }: { onAdd(): void }) {
  return (
    <div className={classes.empty}>
      <EmptyState
        icon={IconWebhook}
        title="An empty flow"
        action={<Button onClick={onAdd}>Add a step</Button>}
      >
        Begin with a trigger: drag one from the palette, or press A.
      </EmptyState>
    </div>
  );
}

/** The result of the test run that the canvas shows. */
function RunBar() {
  const { ui } = useDesigner();
  const { run } = useInsight();
  if (!run) return null;
  return (
    <Panel position="top-center" className={classes.runBar} data-testid="test-run-bar">
      Test run <StatusBadge status={run.status} />
      {run.durationMs === null ? null : <span className="tabular">{formatDuration(run.durationMs)}</span>}
      <Tooltip label="Clear the result from the canvas">
        <ActionIcon
          aria-label="Clear the result"
          size={24}
          onClick={() => ui.setState({ testRunId: undefined })}
        >
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Panel>
  );
}

function CanvasTools({ tools }: { tools: { paletteHidden: boolean; editable: boolean } }) {
  const { editor, ui } = useDesigner();
  const flow = useReactFlow();
  const tidyUp = () => {
    editor.run((definition) => tidy(definition));
    requestAnimationFrame(() => void flow.fitView({ ...fitOptions, duration: 250 }));
  };
  if (!tools.editable) return null;
  return (
    <Panel position="top-left" className={canvasClasses.tools}>
      {tools.paletteHidden ? (
        <Tooltip label="Show palette">
          <ActionIcon aria-label="Show palette" size={28} onClick={() => ui.setState({ paletteOpen: true })}>
            <IconLayoutSidebarLeftExpand size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ) : null}
      <Tooltip label="Tidy up: lay everything out from left to right">
        <ActionIcon aria-label="Tidy up" size={28} onClick={tidyUp}>
          <IconSitemap size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Panel>
  );
}

/** Palette and canvas of the designer. Must stand inside a `ReactFlowProvider`. */
export function EditorCanvas() {
  const { editor, ui, editable } = useDesigner();
  const definition = useDefinition();
  const selection = useEditor((state) => state.selection);
  const { problems, overlay } = useInsight();
  const paletteOpen = useUi((state) => state.paletteOpen);
  const quickAdd = useUi((state) => state.quickAdd);
  const finding = useUi((state) => state.finding);
  const editing = useCanvasEditing();
  const add = useAdd();
  const pointer = useRef<{ x: number; y: number } | undefined>(undefined);
  useSelectionInView();
  useShortcuts({ openQuickAdd: add.open, pointer });
  const inspect = () => ui.setState({ inspectorOpen: true, settingsOpen: false });
  const none = selection.nodes.length === 0;
  useEffect(() => {
    if (none) ui.setState({ inspectorOpen: false, wide: false });
  }, [none, ui]);
  const track = (event: PointerEvent) => {
    pointer.current = { x: event.clientX, y: event.clientY };
  };
  const leave = () => {
    pointer.current = undefined;
  };
  return (
    <>
      {editable && paletteOpen ? <Palette onAdd={add.add} onDrop={add.drop} /> : null}
      <div className={classes.canvas} onPointerMove={track} onPointerLeave={leave}>
        <CanvasView
          definition={definition}
          selection={selection}
          onSelectionChange={editor.select}
          overlay={overlay}
          problems={problems}
          editing={editing}
          onClickNode={inspect}
          ariaLabel={`Canvas of ${definition.name}`}
        >
          <CanvasTools tools={{ paletteHidden: !paletteOpen, editable }} />
          <RunBar />
          <Refusal />
          <ZoomTools />
        </CanvasView>
        {definition.nodes.length === 0 && editable ? <EmptyCanvas onAdd={() => add.open(undefined)} /> : null}
        {finding ? <FindStep /> : null}
      </div>
      {quickAdd ? (
        <QuickAddList key={JSON.stringify(quickAdd)} quickAdd={quickAdd} onPick={add.pick} />
      ) : null}
      <ContextMenu />
    </>
  );
}
