import { ActionIcon, ScrollArea, TextInput, Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconSearch } from '@tabler/icons-react';
import type { NodeGroup } from '@crossdock/flow-schema';
import { useMemo, useState } from 'react';
import { groupLabels } from '../../../canvas/node-icons.ts';
import { NodeTile } from '../../../canvas/node-tile.tsx';
import { useInsight } from '../insight.tsx';
import { useDesigner } from '../session.ts';
import { paletteItems, searchItems, type PaletteItem } from './palette-items.ts';
import classes from './palette.module.css';
import { usePaletteDrag } from './use-palette-drag.tsx';

const groups = Object.keys(groupLabels) as NodeGroup[];

interface EntryProps {
  item: PaletteItem;
  onAdd(item: PaletteItem): void;
  onPointerDown(event: React.PointerEvent<HTMLButtonElement>, item: PaletteItem): void;
}

function Entry({ item, onAdd, onPointerDown }: EntryProps) {
  return (
    <Tooltip label={item.summary} position="right" openDelay={600}>
      <button
        type="button"
        className={classes.entry}
        data-palette={item.id}
        aria-label={item.label}
        onClick={() => onAdd(item)}
        onPointerDown={(event) => onPointerDown(event, item)}
      >
        <NodeTile type={item.template.type} connector={item.template.config['connector']} size={26} />
        <span>{item.label}</span>
      </button>
    </Tooltip>
  );
}

export interface PaletteProps {
  /** Adds at the usual place: behind the selected step, or in the middle of what is in sight. */
  onAdd(item: PaletteItem): void;
  /** Adds where it was dropped; a point of the screen. */
  onDrop(item: PaletteItem, at: { x: number; y: number }): void;
}

/** Everything that can be placed; to be clicked, or dragged onto the canvas. */
export function Palette({ onAdd, onDrop }: PaletteProps) {
  const { ui } = useDesigner();
  const { catalogue } = useInsight();
  const [query, setQuery] = useState('');
  const items = useMemo(() => paletteItems(catalogue), [catalogue]);
  const found = searchItems(items, query);
  const drag = usePaletteDrag(onDrop);
  const entry = (item: PaletteItem) => (
    <Entry key={item.id} item={item} onAdd={drag.unlessDragged(onAdd)} onPointerDown={drag.onPointerDown} />
  );
  return (
    <aside className={classes.palette} aria-label="Palette">
      <header className={classes.head}>
        <TextInput
          aria-label="Search steps"
          placeholder="Search steps"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            const first = found[0];
            if (event.key === 'Enter' && query && first) onAdd(first);
          }}
        />
        <Tooltip label="Hide palette">
          <ActionIcon aria-label="Hide palette" size={28} onClick={() => ui.setState({ paletteOpen: false })}>
            <IconLayoutSidebarLeftCollapse size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </header>
      <ScrollArea className={classes.list} type="auto" scrollbarSize={8}>
        {query ? (
          <div className={classes.group}>{found.map(entry)}</div>
        ) : (
          groups.map((group) => {
            const inGroup = items.filter((item) => item.group === group);
            return inGroup.length > 0 ? (
              <section key={group} aria-label={groupLabels[group]}>
                <h2 className={classes.title}>{groupLabels[group]}</h2>
                <div className={classes.group}>{inGroup.map(entry)}</div>
              </section>
            ) : null;
          })
        )}
        {query && found.length === 0 ? <p className={classes.none}>No step is called “{query}”.</p> : null}
      </ScrollArea>
      {drag.ghost}
    </aside>
  );
}
