import { Paper, ScrollArea, TextInput } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { NodeTile } from '../../../canvas/node-tile.tsx';
import { useInsight } from '../insight.tsx';
import { useDesigner } from '../session.ts';
import type { QuickAdd, QuickAddPurpose } from '../ui-state.ts';
import { paletteItems, searchItems, type PaletteItem } from './palette-items.ts';
import classes from './quick-add.module.css';

/** What makes sense at this place. */
function fits(item: PaletteItem, purpose: QuickAddPurpose): boolean {
  if (purpose.kind === 'after') return item.takesInput;
  if (purpose.kind === 'insert') return item.takesInput && item.hasOutput;
  return true;
}

const titles: Record<QuickAddPurpose['kind'], string> = {
  add: 'Add a step',
  after: 'Add the next step',
  insert: 'Insert a step',
  replace: 'Replace by',
};

const size = { width: 280, height: 340 };

function placed({ screen }: QuickAdd['at']): { left: number; top: number } {
  return {
    left: Math.max(8, Math.min(screen.x, window.innerWidth - size.width - 12)),
    top: Math.max(8, Math.min(screen.y, window.innerHeight - size.height - 12)),
  };
}

interface QuickAddProps {
  quickAdd: QuickAdd;
  onPick(item: PaletteItem, quickAdd: QuickAdd): void;
}

/** A list of steps at the cursor: type, choose by the arrow keys, Enter. */
export function QuickAddList({ quickAdd, onPick }: QuickAddProps) {
  const { ui } = useDesigner();
  const { catalogue } = useInsight();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = () => ui.setState({ quickAdd: undefined });
  const outside = useClickOutside(close, ['pointerdown']);
  const items = useMemo(
    () => paletteItems(catalogue).filter((item) => fits(item, quickAdd.purpose)),
    [catalogue, quickAdd.purpose],
  );
  const found = searchItems(items, query);
  const chosen = found[Math.min(active, found.length - 1)];
  const pick = (item: PaletteItem) => {
    close();
    onPick(item, quickAdd);
  };
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, query]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActive((before) => (before + step + found.length) % Math.max(found.length, 1));
    else if (event.key === 'Enter' && chosen) pick(chosen);
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Paper
      ref={outside}
      className={classes.panel}
      style={placed(quickAdd.at)}
      role="dialog"
      aria-label={titles[quickAdd.purpose.kind]}
    >
      <TextInput
        data-autofocus
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
        aria-label={titles[quickAdd.purpose.kind]}
        placeholder={titles[quickAdd.purpose.kind]}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ScrollArea.Autosize
        viewportProps={{ tabIndex: 0 }}
        mah={276}
        type="auto"
        viewportRef={list}
        scrollbarSize={8}
      >
        <div role="listbox" id={id} aria-label="Steps">
          {found.map((item, index) => (
            <button
              type="button"
              tabIndex={-1}
              key={item.id}
              id={`${id}-${item.id}`}
              role="option"
              aria-selected={item === chosen}
              className={classes.option}
              onPointerMove={() => setActive(index)}
              onClick={() => pick(item)}
            >
              <NodeTile type={item.template.type} connector={item.template.config['connector']} size={28} />
              <span className={classes.words}>
                <span>{item.label}</span>
                <span className={classes.summary}>{item.summary}</span>
              </span>
            </button>
          ))}
        </div>
        {found.length === 0 ? <p className={classes.none}>Nothing fits “{query}” here.</p> : null}
      </ScrollArea.Autosize>
    </Paper>
  );
}
