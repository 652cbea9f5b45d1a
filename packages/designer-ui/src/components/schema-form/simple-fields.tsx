import { literal, toLiteral } from '@crossdock/flow-schema';
import { NumberInput, SegmentedControl, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useError, useForm, type FieldProps } from './form-context.ts';
import { FieldFrame } from './field-frame.tsx';
import { choicesOf, plainText } from './widgets.ts';

/** Optional text that is emptied is taken out rather than kept as "". */
function useText({ value, onChange, path, required, dynamic }: FieldProps) {
  const shown = typeof value === 'string' && dynamic ? literal(value) : plainText(value);
  const change = (text: string) => {
    const stored = dynamic ? toLiteral(text) : text;
    onChange(text === '' && !required ? undefined : stored, path);
  };
  return { shown, change };
}

function useCommon({ schema, label, required, path }: FieldProps) {
  return {
    label,
    withAsterisk: required,
    description: schema.description,
    error: useError(path),
    disabled: useForm().disabled ?? false,
    'data-field': path,
  };
}

export function TextField(props: FieldProps) {
  const { shown, change } = useText(props);
  const { default: preset } = props.schema;
  return (
    <TextInput
      {...useCommon(props)}
      value={shown}
      placeholder={typeof preset === 'string' ? preset : undefined}
      spellCheck={false}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

export function MultilineField(props: FieldProps) {
  const { shown, change } = useText(props);
  return (
    <Textarea
      {...useCommon(props)}
      value={shown}
      autosize
      minRows={3}
      maxRows={16}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

export function NumberField(props: FieldProps) {
  const { schema, value, onChange, path } = props;
  return (
    <NumberInput
      {...useCommon(props)}
      value={typeof value === 'number' ? value : ''}
      placeholder={typeof schema.default === 'number' ? plainText(schema.default) : undefined}
      allowDecimal={schema.type !== 'integer'}
      thousandSeparator=" "
      hideControls
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined, path)}
    />
  );
}

export function BooleanField(props: FieldProps) {
  const { value, onChange, path, required } = props;
  const { withAsterisk: _required, ...common } = useCommon(props);
  return (
    <Switch
      {...common}
      size="xs"
      checked={value === true || (value === undefined && props.schema.default === true)}
      onChange={(event) =>
        onChange(event.currentTarget.checked || required ? event.currentTarget.checked : undefined, path)
      }
    />
  );
}

/** A few words side by side are read faster than opened. */
const fitsInRow = (labels: readonly string[]): boolean => labels.length <= 4 && labels.join('').length <= 24;

export function ChoiceField(props: FieldProps) {
  const { schema, value, onChange, path, required } = props;
  const common = useCommon(props);
  const choices = choicesOf(schema);
  const data = choices.map(({ value: each, label }) => ({ value: plainText(each), label }));
  const choose = (text: string | null) =>
    onChange(choices.find((choice) => plainText(choice.value) === text)?.value, path);
  if (required && fitsInRow(data.map(({ label }) => label)) && value !== undefined)
    return (
      <FieldFrame {...common}>
        <SegmentedControl
          data={data}
          value={plainText(value)}
          onChange={choose}
          fullWidth
          disabled={common.disabled}
          aria-label={props.label}
        />
      </FieldFrame>
    );
  return (
    <Select
      {...common}
      data={data}
      value={value === undefined ? null : plainText(value)}
      placeholder={schema.default === undefined ? 'Not set' : plainText(schema.default)}
      clearable={!required}
      allowDeselect={false}
      onChange={choose}
    />
  );
}
