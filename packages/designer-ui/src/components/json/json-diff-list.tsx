import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { ScrollRegion } from '../page/scroll-region.tsx';
import { plural } from '../time/format.ts';
import { diffJson, type JsonChange } from './json-diff.ts';
import classes from './json-diff-list.module.css';

export interface JsonDiffListProps {
  before: unknown;
  after: unknown;
  /** Said when there is no difference. */
  same?: string;
}

const shown = 200;
const kindNames = { added: 'added', removed: 'removed', changed: 'changed' } as const;

/** The differences of two JSON values or texts as a list of places with their old and new values. */
export function JsonDiffList({ before, after, same = 'No difference.' }: JsonDiffListProps) {
  const changes = useMemo(() => changesOf(before, after), [before, after]);
  if (changes.length === 0) {
    return (
      <Text size="xs" c="dimmed">
        {same}
      </Text>
    );
  }
  return (
    <ScrollRegion label="Changes" className={classes.frame}>
      <ul className={classes.list}>
        {changes.slice(0, shown).map((change) => (
          <Change key={`${change.kind}${change.path}`} change={change} />
        ))}
      </ul>
      {changes.length > shown ? (
        <Text size="xs" c="dimmed" p="xs">
          and {plural(changes.length - shown, 'more change')}
        </Text>
      ) : null}
    </ScrollRegion>
  );
}

function Change({ change: { path, kind, before, after } }: { change: JsonChange }) {
  return (
    <li className={classes.change} data-kind={kind}>
      <span className={classes.path}>{path || 'the whole value'}</span>
      <span className={classes.values}>
        {kind === 'added' ? null : <del className={classes.before}>{shortText(before)}</del>}
        {kind === 'changed' ? <span aria-label="became"> → </span> : null}
        {kind === 'removed' ? null : <ins className={classes.after}>{shortText(after)}</ins>}
        {kind === 'changed' ? null : <span className={classes.kind}>{kindNames[kind]}</span>}
      </span>
    </li>
  );
}

/** Texts are compared line by line. */
function changesOf(before: unknown, after: unknown): JsonChange[] {
  if (typeof before !== 'string' || typeof after !== 'string') return diffJson(before, after);
  return diffJson(before.split('\n'), after.split('\n')).map((change) => ({
    ...change,
    path: `line ${Number(change.path.slice(1, -1)) + 1}`,
  }));
}

const textShown = 160;

function shortText(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > textShown ? `${text.slice(0, textShown)}…` : text;
}
