import type { LookupEntry, LookupImport, LookupTable } from '@crossdock/flow-schema';
import { ScrollArea, Stack, Text } from '@mantine/core';
import { keyCellText, valueText } from '../../components/lookups/cell-text.ts';
import { columnLabel } from '../../components/lookups/row-draft.ts';
import { ToneBadge } from '../../components/status/tone-badge.tsx';
import { count, plural } from '../../components/time/format.ts';
import classes from './lookups.module.css';

const tones = { added: 'success', changed: 'info', removed: 'danger' } as const;

/** What a file would change, or what is wrong with it. */
export function ImportPreview({ table, preview }: { table: LookupTable; preview: LookupImport }) {
  const { added, changed, removed, unchanged, errors, changes } = preview;
  const hidden = added + changed + removed - changes.length;
  return (
    <Stack gap="xs" role="status">
      <Text size="sm">
        {errors.length > 0
          ? `${plural(errors.length, 'fault')} in the file: nothing is changed until they are mended.`
          : `${count(added)} added, ${count(changed)} changed, ${count(removed)} removed, ${count(unchanged)} as they are.`}
      </Text>
      <ScrollArea.Autosize mah={280} type="auto">
        {errors.length > 0 ? <Faults errors={errors} /> : <Changes table={table} changes={changes} />}
      </ScrollArea.Autosize>
      {errors.length === 0 && hidden > 0 ? (
        <Text size="xs" c="dimmed">
          and {count(hidden)} more
        </Text>
      ) : null}
    </Stack>
  );
}

function Faults({ errors }: Pick<LookupImport, 'errors'>) {
  return (
    <table className={classes.preview} aria-label="Faults in the file">
      <thead>
        <tr>
          <th scope="col">Row</th>
          <th scope="col">Column</th>
          <th scope="col">What is wrong</th>
        </tr>
      </thead>
      <tbody>
        {errors.map(({ row, column, message }) => (
          <tr key={`${row} ${column} ${message}`}>
            <td>{row}</td>
            <td>{column}</td>
            <td>{message}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Changes({ table, changes }: { table: LookupTable } & Pick<LookupImport, 'changes'>) {
  if (changes.length === 0) return null;
  return (
    <table className={classes.preview} aria-label="Changes">
      <thead>
        <tr>
          <th scope="col">Change</th>
          {[...table.keys, ...table.values].map((column) => (
            <th key={column.name} scope="col">
              {columnLabel(column)}
            </th>
          ))}
          <th scope="col">For</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ kind, before, after }) => (
          <ChangeRow key={`${kind} ${JSON.stringify(after ?? before)}`} {...{ table, kind, before, after }} />
        ))}
      </tbody>
    </table>
  );
}

interface ChangeRowProps {
  table: LookupTable;
  kind: LookupImport['changes'][number]['kind'];
  before: LookupEntry | undefined;
  after: LookupEntry | undefined;
}

function ChangeRow({ table, kind, before, after }: ChangeRowProps) {
  const row = after ?? before;
  if (!row) return null;
  return (
    <tr>
      <td>
        <ToneBadge tone={tones[kind]}>{kind}</ToneBadge>
      </td>
      {table.keys.map(({ name }) => (
        <td key={name}>{keyCellText(row.keys[name])}</td>
      ))}
      {table.values.map(({ name }) => (
        <td key={name}>
          {kind === 'changed' && before && before.values[name] !== row.values[name] ? (
            <>
              <span className={classes.before}>{valueText(before.values[name])}</span>{' '}
            </>
          ) : null}
          {valueText(row.values[name])}
        </td>
      ))}
      <td>
        {[row.partner === '*' ? '' : row.partner, row.environment ?? ''].filter(Boolean).join(', ') || 'all'}
      </td>
    </tr>
  );
}
