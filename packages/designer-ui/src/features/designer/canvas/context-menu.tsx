import { Menu } from '@mantine/core';
import {
  IconAlignBoxLeftMiddle,
  IconArrowsExchange,
  IconClipboard,
  IconCopy,
  IconCut,
  IconEdit,
  IconLayoutDistributeHorizontal,
  IconPlayerPlay,
  IconPlus,
  IconPower,
  IconSelectAll,
  IconSitemap,
  IconSquaresDiagonal,
  IconTrash,
  type Icon,
} from '@tabler/icons-react';
import { align, distribute, tidy, type Alignment } from '../../../model/commands/arrange.ts';
import { findNode, isNote, isTrigger } from '../../../model/graph.ts';
import { useTest } from '../drawer/use-test.ts';
import { useDesigner, useEditor, useUi } from '../session.ts';
import type { MenuTarget } from '../ui-state.ts';
import {
  copySelection,
  deleteSelection,
  duplicateSelection,
  pasteFromMenu,
  selectAll,
  toggleDisabled,
} from './actions.ts';
import classes from './canvas.module.css';

interface ItemProps {
  icon: Icon;
  label: string;
  keys?: string;
  danger?: boolean;
  act(): void;
}

function Item({ icon: ItemIcon, label, keys, danger, act }: ItemProps) {
  return (
    <Menu.Item
      leftSection={<ItemIcon size={15} aria-hidden />}
      rightSection={keys ? <kbd className={classes.keys}>{keys}</kbd> : null}
      {...(danger && { c: 'var(--cd-danger-fg)' })}
      onClick={act}
    >
      {label}
    </Menu.Item>
  );
}

const alignments: readonly [Alignment, string][] = [
  ['left', 'Left'],
  ['center', 'Centre'],
  ['right', 'Right'],
  ['top', 'Top'],
  ['middle', 'Middle'],
  ['bottom', 'Bottom'],
];

function SeveralItems() {
  const { editor } = useDesigner();
  const ids = useEditor((state) => state.selection.nodes);
  return (
    <>
      <Menu.Sub>
        <Menu.Sub.Target>
          <Menu.Sub.Item leftSection={<IconAlignBoxLeftMiddle size={15} aria-hidden />}>Align</Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown>
          {alignments.map(([alignment, label]) => (
            <Menu.Item
              key={alignment}
              onClick={() => editor.run((definition) => align(definition, ids, alignment))}
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Sub.Dropdown>
      </Menu.Sub>
      {ids.length > 2 ? (
        <Item
          icon={IconLayoutDistributeHorizontal}
          label="Same gaps across"
          act={() => editor.run((definition) => distribute(definition, ids, 'x'))}
        />
      ) : null}
      <Item
        icon={IconSitemap}
        label="Tidy up selection"
        act={() => editor.run((definition) => tidy(definition, ids))}
      />
    </>
  );
}

function StepItems({ menu }: { menu: MenuTarget }) {
  const session = useDesigner();
  const { ui } = session;
  const test = useTest();
  const selected = useEditor((state) => state.selection.nodes);
  const node = useEditor((state) => findNode(state.definition, menu.node ?? selected[0] ?? ''));
  const several = selected.length > 1;
  if (!node) return null;
  const open = () =>
    ui.setState({ settingsOpen: false, inspectorOpen: true, wide: true, focusInspector: true });
  const replace = () =>
    ui.setState({ quickAdd: { purpose: { kind: 'replace', node: node.id }, at: menu.at } });
  return (
    <>
      {several ? null : <Item icon={IconEdit} label="Open" keys="Enter" act={open} />}
      {several || isNote(node) || isTrigger(node) ? null : (
        <Item icon={IconPlayerPlay} label="Test up to here" act={() => void test.start(node.id)} />
      )}
      {several || isNote(node) ? null : <Item icon={IconArrowsExchange} label="Replace by…" act={replace} />}
      <Menu.Divider />
      <Item icon={IconCopy} label="Copy" keys="Ctrl C" act={() => void copySelection(session)} />
      <Item
        icon={IconCut}
        label="Cut"
        keys="Ctrl X"
        act={() => void copySelection(session).then(() => deleteSelection(session))}
      />
      <Item
        icon={IconSquaresDiagonal}
        label="Duplicate"
        keys="Ctrl D"
        act={() => duplicateSelection(session)}
      />
      <Item
        icon={IconPower}
        label={node.disabled ? 'Switch on' : 'Switch off'}
        keys="D"
        act={() => toggleDisabled(session)}
      />
      {several ? <SeveralItems /> : null}
      <Menu.Divider />
      <Item icon={IconTrash} label="Delete" keys="Del" danger act={() => deleteSelection(session)} />
    </>
  );
}

function EdgeItems({ menu, edge }: { menu: MenuTarget; edge: string }) {
  const session = useDesigner();
  const insert = () => session.ui.setState({ quickAdd: { purpose: { kind: 'insert', edge }, at: menu.at } });
  return (
    <>
      <Item icon={IconPlus} label="Insert a step" act={insert} />
      <Item
        icon={IconTrash}
        label="Delete connection"
        keys="Del"
        danger
        act={() => deleteSelection(session)}
      />
    </>
  );
}

function CanvasItems({ menu }: { menu: MenuTarget }) {
  const session = useDesigner();
  const { editor, ui } = session;
  return (
    <>
      <Item
        icon={IconPlus}
        label="Add a step"
        keys="A"
        act={() => ui.setState({ quickAdd: { purpose: { kind: 'add' }, at: menu.at } })}
      />
      <Item
        icon={IconClipboard}
        label="Paste"
        keys="Ctrl V"
        act={() => void pasteFromMenu(session, menu.at.canvas)}
      />
      <Item icon={IconSelectAll} label="Select all" keys="Ctrl A" act={() => selectAll(session)} />
      <Item icon={IconSitemap} label="Tidy up" act={() => editor.run((definition) => tidy(definition))} />
    </>
  );
}

/** The menu of the right mouse button on the canvas, a step or a connection. */
export function ContextMenu() {
  const { ui } = useDesigner();
  const menu = useUi((state) => state.menu);
  const hasSelection = useEditor((state) => state.selection.nodes.length > 0);
  if (!menu) return null;
  const { x, y } = menu.at.screen;
  return (
    <Menu
      opened
      onChange={() => ui.setState({ menu: undefined })}
      position="bottom-start"
      width={210}
      // It appears at the mouse; the target is only a point to hang it on.
      key={`${x} ${y}`}
    >
      <Menu.Target>
        <span style={{ position: 'fixed', left: x, top: y }} aria-hidden />
      </Menu.Target>
      <Menu.Dropdown>
        {menu.edge !== undefined ? <EdgeItems menu={menu} edge={menu.edge} /> : null}
        {menu.edge === undefined && (menu.node !== undefined || hasSelection) ? (
          <StepItems menu={menu} />
        ) : null}
        {menu.edge === undefined && menu.node === undefined && !hasSelection ? (
          <CanvasItems menu={menu} />
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
