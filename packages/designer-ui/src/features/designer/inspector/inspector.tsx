import { ActionIcon, Menu, ScrollArea, Tabs, Tooltip } from '@mantine/core';
import {
  IconArrowsDiagonal,
  IconArrowsExchange,
  IconDotsVertical,
  IconPlayerPlay,
  IconPower,
  IconSquaresDiagonal,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import type { FlowNode } from '@crossdock/flow-schema';
import { NodeTile } from '../../../canvas/node-tile.tsx';
import { findNode, isNote } from '../../../model/graph.ts';
import { typeLabel } from '../../../model/summary.ts';
import { deleteSelection, duplicateSelection, toggleDisabled } from '../canvas/actions.ts';
import { useTest } from '../drawer/use-test.ts';
import { useInsight } from '../insight.tsx';
import { useDesigner, useEditor, useUi } from '../session.ts';
import { InputPanel, OutputPanel } from './data-panels.tsx';
import { FlowSettingsPanel } from './flow-settings.tsx';
import classes from './inspector.module.css';
import { NameField } from './name-field.tsx';
import { NodeSettings } from './node-settings.tsx';
import { WideInspector } from './wide-inspector.tsx';

function StepMenu({ node }: { node: FlowNode }) {
  const session = useDesigner();
  const replace = (event: React.MouseEvent) =>
    session.ui.setState({
      quickAdd: {
        purpose: { kind: 'replace', node: node.id },
        at: { canvas: node.position, screen: { x: event.clientX - 200, y: event.clientY } },
      },
    });
  return (
    <Menu width={190}>
      <Menu.Target>
        <ActionIcon aria-label="More actions" size={28}>
          <IconDotsVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isNote(node) ? null : (
          <Menu.Item leftSection={<IconArrowsExchange size={15} aria-hidden />} onClick={replace}>
            Replace by…
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconSquaresDiagonal size={15} aria-hidden />}
          onClick={() => duplicateSelection(session)}
        >
          Duplicate
        </Menu.Item>
        {isNote(node) ? null : (
          <Menu.Item
            leftSection={<IconPower size={15} aria-hidden />}
            onClick={() => toggleDisabled(session)}
          >
            {node.disabled ? 'Switch on' : 'Switch off'}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          c="var(--cd-danger-fg)"
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={() => deleteSelection(session)}
        >
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Head({ node, onClose }: { node: FlowNode; onClose(): void }) {
  const { ui, editable } = useDesigner();
  const { catalogue } = useInsight();
  const wide = useUi((state) => state.wide);
  const test = useTest();
  const plain = isNote(node);
  return (
    <header className={classes.head}>
      <NodeTile type={node.type} connector={node.config['connector']} size={30} />
      <div className={classes.heading}>
        <NameField node={node} />
        <span className={classes.type}>
          {typeLabel(node, catalogue)} · <code>{node.id}</code>
        </span>
      </div>
      {plain || !editable ? null : (
        <Tooltip label="Test up to here">
          <ActionIcon
            aria-label="Test up to here"
            size={28}
            loading={test.isStarting}
            onClick={() => void test.start(node.id)}
          >
            <IconPlayerPlay size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      {plain || wide ? null : (
        <Tooltip label="Input, settings and output side by side">
          <ActionIcon aria-label="Show side by side" size={28} onClick={() => ui.setState({ wide: true })}>
            <IconArrowsDiagonal size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      {editable ? <StepMenu node={node} /> : null}
      <ActionIcon aria-label="Close" size={28} onClick={onClose}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </header>
  );
}

function StepInspector({ node }: { node: FlowNode }) {
  const { ui } = useDesigner();
  const tab = useUi((state) => state.inspectorTab);
  const settings = (
    <ScrollArea className={classes.scroll} type="auto" scrollbarSize={8}>
      <NodeSettings key={node.id} node={node} />
    </ScrollArea>
  );
  return (
    <>
      <Head node={node} onClose={() => ui.setState({ inspectorOpen: false })} />
      {isNote(node) ? (
        settings
      ) : (
        <Tabs
          value={tab}
          onChange={(next) => ui.setState({ inspectorTab: next as typeof tab })}
          classNames={{ root: classes.tabs ?? '', panel: classes.panel ?? '', tab: classes.tab ?? '' }}
        >
          <Tabs.List>
            <Tabs.Tab value="input">Input</Tabs.Tab>
            <Tabs.Tab value="settings">Settings</Tabs.Tab>
            <Tabs.Tab value="output">Output</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="input">
            <InputPanel node={node} />
          </Tabs.Panel>
          <Tabs.Panel value="settings">{settings}</Tabs.Panel>
          <Tabs.Panel value="output">
            <OutputPanel node={node} />
          </Tabs.Panel>
        </Tabs>
      )}
    </>
  );
}

/** What is selected, to be read and changed. Nothing is shown while nothing, or more than one thing, is. */
export function Inspector() {
  const { ui } = useDesigner();
  const settingsOpen = useUi((state) => state.settingsOpen);
  const wide = useUi((state) => state.wide);
  const open = useUi((state) => state.inspectorOpen);
  const node = useEditor(({ definition, selection: { nodes } }) =>
    nodes.length === 1 && nodes[0] !== undefined ? findNode(definition, nodes[0]) : undefined,
  );
  if (settingsOpen) return <FlowSettingsPanel onClose={() => ui.setState({ settingsOpen: false })} />;
  if (!node || !open) return null;
  if (wide && !isNote(node))
    return (
      <WideInspector node={node} head={<Head node={node} onClose={() => ui.setState({ wide: false })} />} />
    );
  return (
    <aside className={classes.inspector} aria-label="Inspector" data-testid="inspector">
      <StepInspector node={node} />
    </aside>
  );
}
