import { literal, toLiteral } from '@crossdock/flow-schema';
import { SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import { CodeEditor } from '../code/code-editor.tsx';
import { FieldFrame } from './field-frame.tsx';
import { useForm, type FieldProps } from './form-context.ts';

const pretty = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value, null, 2));

/** A draft of JSON text that is handed on whenever it is whole. */
function useJsonText(value: unknown, onChange: (value: unknown) => void) {
  const [draft, setDraft] = useState<{ text: string; stands: unknown } | undefined>(undefined);
  const text = draft && draft.stands === value ? draft.text : pretty(value);
  const change = (next: string) => {
    if (next.trim() === '') {
      setDraft({ text: next, stands: undefined });
      return onChange(undefined);
    }
    try {
      const parsed: unknown = JSON.parse(next);
      setDraft({ text: next, stands: parsed });
      onChange(parsed);
    } catch {
      setDraft({ text: next, stands: value });
    }
  };
  return { text, change };
}

/** Any JSON, as text with colours; mistakes are underlined and not handed on. */
export function JsonField(props: FieldProps) {
  const { schema, value, onChange, path, label, required, dynamic } = props;
  const { errors, disabled } = useForm();
  const error = errors.find(
    (each) => each.path === path || each.path.startsWith(`${path}.`) || each.path.startsWith(`${path}[`),
  );
  const { text, change } = useJsonText(value, (next) => onChange(next, path));
  const [isText, setIsText] = useState(typeof value === 'string');
  const canBeText = schema.type === undefined && schema['x-editor'] !== 'json';
  const switchTo = (mode: string) => {
    setIsText(mode === 'text');
    if (mode === 'text' && value !== undefined && typeof value !== 'string') onChange(pretty(value), path);
  };
  return (
    <FieldFrame
      label={label}
      description={schema.description}
      error={error?.message}
      withAsterisk={required}
      data-field={path}
    >
      {canBeText ? (
        <SegmentedControl
          mb={6}
          aria-label={`Kind of ${label}`}
          data={[
            { value: 'json', label: 'JSON' },
            { value: 'text', label: 'Text' },
          ]}
          value={isText ? 'text' : 'json'}
          onChange={switchTo}
          disabled={disabled ?? false}
        />
      ) : null}
      {canBeText && isText ? (
        <Textarea
          aria-label={label}
          autosize
          minRows={2}
          maxRows={14}
          disabled={disabled ?? false}
          value={typeof value === 'string' ? (dynamic ? literal(value) : value) : ''}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            onChange(dynamic ? toLiteral(typed) : typed, path);
          }}
        />
      ) : (
        <CodeEditor
          language="json"
          value={text}
          onChange={disabled ? undefined : change}
          ariaLabel={label}
          invalid={error !== undefined}
        />
      )}
    </FieldFrame>
  );
}
