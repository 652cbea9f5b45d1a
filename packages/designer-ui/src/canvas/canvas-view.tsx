import type { FlowDefinition } from '@crossdock/flow-schema';
import { useComputedColorScheme } from '@mantine/core';
import {
  Background,
  BackgroundVariant,
  ReactFlow,
  SelectionMode,
  useStoreApi,
  type AriaLabelConfig,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useMemo, useState, type ReactNode } from 'react';
import { selectNodes, type Selection } from '../model/change.ts';
import type { ChangeKind } from '../model/diff.ts';
import type { Problems } from '../model/findings.ts';
import { gridSize, startingViewport } from '../model/geometry.ts';
import type { RunOverlay } from '../model/overlay.ts';
import { CanvasEditingContext, type CanvasEditing } from './canvas-editing.ts';
import { CanvasModel, type CanvasEdge, type CanvasNode } from './canvas-model.ts';
import classes from './canvas.module.css';
import { LinkEdge } from './link-edge.tsx';
import { NoteNode } from './note-node.tsx';
import { StepNode } from './step-node.tsx';
import { useCanvasChanges } from './use-canvas-changes.ts';
import { useConnecting } from './use-connecting.ts';

const nodeTypes = { step: StepNode, note: NoteNode };
const edgeTypes = { link: LinkEdge };
/** Below this zoom nothing small can be read, so it isn't drawn. */
const farZoom = 0.35;
/** From this size on, only what is in sight is kept in the page. */
const largeFlow = 150;
const addToSelection = ['Meta', 'Control', 'Shift'];
const snapGrid: [number, number] = [gridSize, gridSize];
export const fitOptions = { padding: 0.15, maxZoom: 1.1, minZoom: 0.1 };

const spoken: Partial<AriaLabelConfig> = {
  'node.a11yDescription.default': 'Enter opens the step, Delete removes it.',
  'node.a11yDescription.keyboardDisabled': 'Enter opens the step, the arrow keys move it, Delete removes it.',
  'controls.ariaLabel': 'Zoom',
  'minimap.ariaLabel': 'Overview of the flow',
};

export interface CanvasViewProps {
  definition: FlowDefinition;
  selection: Selection;
  onSelectionChange(selection: Selection): void;
  overlay?: RunOverlay | undefined;
  problems?: Problems | undefined;
  /** Marks steps as added, changed or removed, when two versions are compared. */
  changes?: ReadonlyMap<string, ChangeKind> | undefined;
  /** Left out: the canvas is only looked at. */
  editing?: CanvasEditing | undefined;
  /** Told of clicks on steps, which may be selected already. */
  onClickNode?: ((id: string) => void) | undefined;
  ariaLabel: string;
  children?: ReactNode;
}

/** The flow drawn with React Flow. Must stand inside a `ReactFlowProvider`. */
export function CanvasView(props: CanvasViewProps) {
  const { definition, selection, overlay, problems, changes, editing } = props;
  const colorScheme = useComputedColorScheme('light');
  const [model] = useState(() => new CanvasModel());
  const store = useStoreApi();
  // What is only looked at is shown whole; for editing, the beginning at a size that can be read.
  const [fitView] = useState(editing === undefined);
  const canvas = useCanvasChanges(props);
  const connecting = useConnecting(editing);
  const editable = editing !== undefined;
  const { transient } = canvas;
  const [nodes, edges] = useMemo(() => {
    const input = { definition, selection, overlay, problems, changes, editable, ...transient };
    return [model.nodes(input), model.edges(input)];
  }, [model, definition, selection, overlay, problems, changes, editable, transient]);
  return (
    <CanvasEditingContext value={editing}>
      <ReactFlow<CanvasNode, CanvasEdge>
        className={classes.canvas ?? ''}
        aria-label={props.ariaLabel}
        colorMode={colorScheme}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={canvas.onNodesChange}
        onEdgesChange={canvas.onEdgesChange}
        onlyRenderVisibleElements={definition.nodes.length > largeFlow}
        nodesConnectable={editable}
        nodesDraggable={editable}
        edgesFocusable={false}
        edgesReconnectable={editable}
        deleteKeyCode={null}
        multiSelectionKeyCode={addToSelection}
        selectionMode={SelectionMode.Partial}
        // A picture inside a page leaves the wheel to the page, or it would be scrolled out of sight on the way.
        panOnScroll={editable}
        preventScrolling={editable}
        zoomOnDoubleClick={false}
        snapToGrid={editable}
        snapGrid={snapGrid}
        minZoom={0.1}
        maxZoom={2}
        fitView={fitView}
        fitViewOptions={fitOptions}
        onInit={(flow) => {
          const { width, height } = store.getState();
          const start = editing && startingViewport(definition.nodes, { width, height });
          if (start) void flow.setViewport(start);
        }}
        // Told to the style sheet without drawing anything again: a moving canvas is cheaper without details.
        onMoveStart={() => store.getState().domNode?.setAttribute('data-moving', '')}
        onMoveEnd={(_event, { zoom }) => {
          const { domNode } = store.getState();
          domNode?.removeAttribute('data-moving');
          domNode?.toggleAttribute('data-far', zoom < farZoom);
        }}
        connectionRadius={28}
        ariaLabelConfig={spoken}
        proOptions={{ hideAttribution: true }}
        {...connecting}
        onNodeClick={(event, node) => {
          // A click on one of several selected steps means that one.
          if (event.shiftKey || event.ctrlKey || event.metaKey) return;
          props.onSelectionChange(selectNodes(node.id));
          props.onClickNode?.(node.id);
        }}
        onNodeDoubleClick={(_event, node) => editing?.onOpen(node.id, true)}
        onKeyDown={(event) => {
          const { target } = event;
          if (event.key !== 'Enter' || !(target instanceof HTMLElement) || !target.dataset['id']) return;
          if (!target.classList.contains('react-flow__node')) return;
          event.preventDefault();
          if (editing) editing.onOpen(target.dataset['id'], false);
          else props.onSelectionChange(selectNodes(target.dataset['id']));
        }}
      >
        <Background variant={BackgroundVariant.Dots} gap={gridSize * 3} size={1.25} />
        {props.children}
      </ReactFlow>
    </CanvasEditingContext>
  );
}
