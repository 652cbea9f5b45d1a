import { childPath } from '@crossdock/flow-schema';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { isRecord } from '../../model/json-schema.ts';
import classes from './data-tree.module.css';

/** More entries than this are shown on demand only. */
const pageOf = 100;

const isBranch = (value: unknown): value is Record<string, unknown> | unknown[] =>
  Array.isArray(value) || isRecord(value);

function entriesOf(value: Record<string, unknown> | unknown[]): [string | number, unknown][] {
  return Array.isArray(value) ? value.map((item, index) => [index, item]) : Object.entries(value);
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return `${value.length} ${value.length === 1 ? 'entry' : 'entries'}`;
  if (isRecord(value)) return '';
  if (value === undefined) return 'nothing yet';
  return JSON.stringify(value);
}

/** JSONata quotes names by backticks, not brackets. */
function pathTo(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path || '$'}[${key}]`;
  const name = childPath('', key).startsWith('[') || key.includes('-') ? `\`${key}\`` : key;
  return path ? `${path}.${name}` : name;
}

export interface DataTreeProps {
  label: string;
  value: unknown;
  /** Path of the value in expressions; empty for the input itself. */
  path: string;
  /** Left out: values can only be looked at. */
  onPick?: ((path: string) => void) | undefined;
  open?: boolean;
}

/** Data as a tree, whose values write their path when they are clicked. */
export function DataTree({ label, value, path, onPick, open: initiallyOpen = false }: DataTreeProps) {
  const [open, setOpen] = useState(initiallyOpen);
  const [limit, setLimit] = useState(pageOf);
  const branch = isBranch(value);
  const entries = branch && open ? entriesOf(value) : [];
  return (
    <div className={classes.node}>
      <div className={classes.line}>
        {branch ? (
          <button
            type="button"
            className={classes.toggle}
            aria-expanded={open}
            aria-label={`${open ? 'Close' : 'Open'} ${label}`}
            onClick={() => setOpen(!open)}
          >
            <IconChevronRight size={13} aria-hidden data-open={open || undefined} />
          </button>
        ) : (
          <span className={classes.toggle} />
        )}
        <button
          type="button"
          className={classes.pick}
          disabled={!onPick}
          title={onPick ? `Write ${path || '$'}` : undefined}
          onClick={() => onPick?.(path || '$')}
        >
          <span className={classes.key}>{label}</span>
          <span className={classes.value} data-type={value === null ? 'null' : typeof value}>
            {describe(value)}
          </span>
        </button>
      </div>
      {entries.length > 0 ? (
        <div className={classes.children}>
          {entries.slice(0, limit).map(([key, child]) => (
            <DataTree key={key} label={String(key)} value={child} path={pathTo(path, key)} onPick={onPick} />
          ))}
          {entries.length > limit ? (
            <button type="button" className={classes.pick} onClick={() => setLimit(limit + pageOf)}>
              Show more ({entries.length - limit} left)
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
