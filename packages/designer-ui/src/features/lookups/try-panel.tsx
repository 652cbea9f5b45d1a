import type { LookupTable, LookupTried } from '@crossdock/flow-schema';
import { Button, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTryLookup } from '../../api/lookups.ts';
import { useEnvironment } from '../../components/environment/use-environment.ts';
import { FormFailure } from '../../components/forms/form-failure.tsx';
import { askedKeyText } from '../../components/lookups/cell-text.ts';
import { columnLabel } from '../../components/lookups/row-draft.ts';
import { Section } from '../../components/page/page.tsx';
import classes from './lookups.module.css';

/** No column can have this name. */
const day = 'on the day';

/** Asks the table as a run would, and says why the answer is what it is. */
export function TryPanel({ table }: { table: LookupTable }) {
  const [asked, setAsked] = useState<Record<string, string>>({});
  const environment = useEnvironment() ?? 'production';
  const ask = useTryLookup(table.key);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const [only, ...others] = table.keys;
    const parts = Object.fromEntries(table.keys.map(({ name }) => [name, asked[name] ?? '']));
    const key = only && others.length === 0 ? (parts[only.name] ?? '') : parts;
    const { partner = '', [day]: at = '' } = asked;
    ask.mutate({ key, environment, ...(partner ? { partner } : {}), ...(at ? { at } : {}) });
  };
  const input = (name: string) => ({
    value: asked[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      setAsked({ ...asked, [name]: event.currentTarget.value }),
  });
  return (
    <Section title="Try a lookup">
      <form onSubmit={onSubmit}>
        <Stack gap="sm">
          {table.keys.map((column) => (
            <TextInput
              key={column.name}
              label={columnLabel(column)}
              type={column.type === 'date' ? 'date' : 'text'}
              {...input(column.name)}
            />
          ))}
          <TextInput label="Partner" placeholder="Any" {...input('partner')} />
          <TextInput label="On" type="date" {...input(day)} />
          <Button type="submit" variant="default" loading={ask.isPending}>
            Look up in {environment}
          </Button>
          <FormFailure error={ask.error ?? undefined} />
          {ask.data ? <Answer tried={ask.data} /> : null}
        </Stack>
      </form>
    </Section>
  );
}

function Answer({ tried: { found, value, why } }: { tried: LookupTried }) {
  return (
    <div className={classes.answer} role="status">
      <strong>{found ? valueInWords(value) : 'Nothing found'}</strong>
      <ul className={classes.why}>
        {why.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

function valueInWords(value: unknown): string {
  if (value === undefined) return 'Found, without a value';
  return askedKeyText(value);
}
