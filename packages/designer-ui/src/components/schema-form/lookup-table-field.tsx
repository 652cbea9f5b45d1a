import { Anchor, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lookupsQuery } from '../../api/lookups.ts';
import { useError, useForm, type FieldProps } from './form-context.ts';

/** A choice among the lookup tables, with a way to look into the chosen one. */
export function LookupTableField({ schema, value, onChange, path, label, required }: FieldProps) {
  const { disabled = false } = useForm();
  const { data: tables = [] } = useQuery(lookupsQuery(undefined));
  const error = useError(path);
  const chosen = typeof value === 'string' && value ? value : null;
  const known = tables.map(({ key, title }) => ({ value: key, label: `${title} (${key})` }));
  const missing = chosen !== null && !tables.some(({ key }) => key === chosen);
  return (
    <Select
      label={label}
      withAsterisk={required}
      searchable
      clearable={!required}
      data={missing ? [...known, { value: chosen, label: `${chosen} (doesn’t exist yet)` }] : known}
      value={chosen}
      placeholder={known.length > 0 ? 'Choose' : 'None yet'}
      nothingFoundMessage="No table of this name"
      disabled={disabled}
      data-field={path}
      error={error}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={
        <>
          {schema.description}{' '}
          <Anchor
            href={chosen === null || missing ? '/lookups' : `/lookups/${encodeURIComponent(chosen)}`}
            target="_blank"
            underline="always"
            inherit
          >
            {chosen === null || missing ? 'Lookup tables' : 'Open the table'}
          </Anchor>
        </>
      }
      onChange={(key) => onChange(key ?? undefined, path)}
    />
  );
}
