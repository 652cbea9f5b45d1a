import type { Exception, LookupTable } from '@crossdock/flow-schema';
import { Button, Checkbox, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCan } from '../../api/access.ts';
import { lookupGapsQuery, lookupQuery, useAddLookupRow } from '../../api/lookups.ts';
import { ErrorState } from '../../components/feedback/error-state.tsx';
import { notifyDone } from '../../components/feedback/notify.tsx';
import { FormFailure } from '../../components/forms/form-failure.tsx';
import { useForm } from '../../components/forms/use-form.ts';
import { TextLink } from '../../components/links/links.tsx';
import { readMiss } from '../../components/lookups/lookup-miss.ts';
import { draftErrors, draftOfKey, entryOf, type RowDraft } from '../../components/lookups/row-draft.ts';
import { RowFields } from '../../components/lookups/row-fields.tsx';
import { Section } from '../../components/page/page.tsx';
import { plural } from '../../components/time/format.ts';

type Miss = NonNullable<ReturnType<typeof readMiss>>;

/** Mends a lookup miss in place: adds the row, and sets all runs going that wait for it. */
export function MissingValue({ exception }: { exception: Exception }) {
  const miss = readMiss(exception.error);
  const mayAdd = useCan('lookups:write');
  const mayResume = useCan('exceptions:operate');
  // In reverse the value is known and the key is not: that takes a look at the whole table.
  return miss && mayAdd && mayResume && miss.reverse !== true ? <MissingRow miss={miss} /> : null;
}

function MissingRow({ miss }: { miss: Miss }) {
  const { data: table, error, refetch } = useQuery(lookupQuery(miss.table));
  return (
    <Section
      title={table ? `Add to “${table.title}”` : 'Add the missing value'}
      aside={
        <TextLink to="/lookups/$lookupKey" params={{ lookupKey: miss.table }} size="xs">
          Open the table
        </TextLink>
      }
    >
      {table ? (
        <MissingForm table={table} miss={miss} />
      ) : error ? (
        <ErrorState what="The lookup table" error={error} retry={() => void refetch()} />
      ) : (
        <Skeleton height={180} />
      )}
    </Section>
  );
}

function MissingForm({ table, miss }: { table: LookupTable; miss: Miss }) {
  const waiting = useWaiting(miss);
  const add = useAddLookupRow(table.key);
  const [ofPartner, setOfPartner] = useState(false);
  const named = miss.partner !== '*';
  const form = useForm<RowDraft>({
    initial: draftOfKey(table, miss.key),
    check: (values) => ({ ...draftErrors(table, values), ...valueMissing(table, values) }),
    submit: async (values) => {
      const entry = entryOf(table, values);
      const partner = ofPartner ? miss.partner : (entry.partner ?? '*');
      const { resumed } = await add.mutateAsync({ ...entry, partner, resume: true });
      notifyDone(
        resumed.runs === 0
          ? 'The row was saved, but no run is answered by it.'
          : `The row was saved; ${plural(resumed.runs, 'run')} ${resumed.runs === 1 ? 'goes' : 'go'} on.`,
      );
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack gap="sm">
        <FormFailure error={form.failure} />
        <RowFields definition={table} draft={form.values} errors={form.errors} onChange={form.set} />
        {named ? (
          <Checkbox
            label={`Only for partner ${miss.partner}`}
            checked={ofPartner}
            onChange={(event) => setOfPartner(event.currentTarget.checked)}
          />
        ) : null}
        <Group justify="flex-end">
          {waiting > 1 ? (
            <Text size="xs" c="dimmed">
              {plural(waiting - 1, 'other run')} {waiting === 2 ? 'waits' : 'wait'} for the same value.
            </Text>
          ) : null}
          <Button type="submit" loading={form.busy}>
            Add the value and resume {waiting === 1 ? 'the run' : plural(waiting, 'run')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** A row without any value would let the runs go on with nothing. */
function valueMissing({ values }: LookupTable, draft: RowDraft): Partial<Record<string, string>> {
  const [first] = values;
  const empty = values.every(({ name }) => !draft[`values.${name}`]?.trim());
  return first && empty ? { [`values.${first.name}`]: 'is needed' } : {};
}

/** Runs that wait for the same key, this one included. */
function useWaiting({ table, key, environment, partner }: Miss): number {
  const { data = [] } = useQuery(lookupGapsQuery(table));
  const same = data.find(
    (gap) =>
      gap.environment === environment &&
      gap.partner === partner &&
      JSON.stringify(gap.key) === JSON.stringify(key),
  );
  return same?.runs ?? 1;
}
