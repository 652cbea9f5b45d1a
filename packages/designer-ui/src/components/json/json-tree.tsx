import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { JsonRow } from './json-rows.ts';
import { visibleWindow } from './visible-window.ts';
import classes from './json-view.module.css';

/** Height of a line in px; the style sheet says the same. */
const lineHeight = 22;

export interface JsonTreeProps {
  rows: readonly JsonRow[];
  label: string;
  height: number | string;
  found: ReadonlySet<string>;
  /** Pointer of the search result to bring into view. */
  current: string | undefined;
  onToggle(id: string, open: boolean): void;
  onComplete(id: string): void;
}

/** The lines of a JSON value as a tree for mouse and keyboard. */
export function JsonTree({ rows, label, height, found, current, onToggle, onComplete }: JsonTreeProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [active, setActive] = useState(0);
  const [viewport, setViewport] = useState(600);
  const { start, end } = visibleWindow({ scrollTop, viewport, lineHeight, total: rows.length });

  const bringIntoView = (index: number): void => {
    const element = scroller.current;
    if (!element || index < 0) return;
    const top = index * lineHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + 2 * lineHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = top - element.clientHeight / 2;
    }
  };

  useEffect(() => {
    if (current !== undefined) bringIntoView(rows.findIndex(({ id }) => id === current));
  }, [current, rows]);

  useEffect(() => {
    if (scroller.current) setViewport(scroller.current.clientHeight || 600);
  }, [height]);

  const move = (index: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setActive(next);
    bringIntoView(next);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active];
    const handled: Record<string, () => void> = {
      ArrowDown: () => move(active + 1),
      ArrowUp: () => move(active - 1),
      Home: () => move(0),
      End: () => move(rows.length - 1),
      ArrowRight: () => (row?.expandable && !row.expanded ? onToggle(row.id, true) : move(active + 1)),
      ArrowLeft: () => (row?.expanded ? onToggle(row.id, false) : move(parentIndex(rows, active))),
      Enter: () => {
        if (row?.kind === 'more') onComplete(row.id);
        else if (row?.expandable) onToggle(row.id, !row.expanded);
      },
    };
    const action = handled[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  const onClick = (event: MouseEvent): void => {
    const line = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    const index = Number(line?.dataset['index']);
    const row = rows[index];
    if (!row) return;
    setActive(index);
    if (row.kind === 'more') onComplete(row.id);
    else if (row.expandable) onToggle(row.id, !row.expanded);
  };

  return (
    <div
      ref={scroller}
      className={classes.tree}
      style={typeof height === 'number' ? { maxHeight: height } : { height }}
      role="tree"
      aria-label={label}
      aria-activedescendant={`${label}-${active}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
    >
      <div style={{ height: rows.length * lineHeight }} role="presentation">
        <div style={{ transform: `translateY(${start * lineHeight}px)` }} role="presentation">
          {rows.slice(start, end).map((row, offset) => (
            <Line
              key={`${row.id}${row.kind}`}
              id={`${label}-${start + offset}`}
              index={start + offset}
              row={row}
              active={start + offset === active}
              found={found.has(row.id) && row.kind !== 'close' && row.kind !== 'more'}
              current={row.id === current}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function parentIndex(rows: readonly JsonRow[], index: number): number {
  const depth = rows[index]?.depth ?? 0;
  return rows.findLastIndex((row, at) => at < index && row.depth < depth);
}

interface LineProps {
  id: string;
  index: number;
  row: JsonRow;
  active: boolean;
  found: boolean;
  current: boolean;
}

function Line({ id, index, row, active, found, current }: LineProps) {
  const { kind, name, text, depth, expandable, expanded, size } = row;
  return (
    // The tree itself takes keys and clicks: lines come and go while it scrolls.
    <div
      id={id}
      data-index={index}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={active}
      aria-expanded={expandable ? expanded : undefined}
      className={classes.line}
      data-active={active || undefined}
      data-found={found || undefined}
      data-current={current || undefined}
      style={{ paddingLeft: 8 + depth * 16 }}
    >
      <span className={classes.twist} data-open={expanded || undefined} aria-hidden>
        {expandable ? '›' : ''}
      </span>
      {name === undefined ? null : (
        <>
          <span className={classes.name}>{name}</span>
          <span className={classes.colon}>: </span>
        </>
      )}
      <span data-kind={kind} className={classes.value}>
        {text}
      </span>
      {expandable && !expanded ? <span className={classes.size}>{sizeText(kind, size)}</span> : null}
    </div>
  );
}

function sizeText(kind: JsonRow['kind'], size: number): string {
  if (kind === 'array') return `${size} ${size === 1 ? 'entry' : 'entries'}`;
  return `${size} ${size === 1 ? 'field' : 'fields'}`;
}
