import { Skeleton, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { lazy, Suspense, useId, useMemo } from 'react';
import { parseJson } from './parse-json.ts';
import type { EditMode } from './use-edited-value.ts';
import classes from './json-editor.module.css';

/** CodeMirror is fetched when the first editor opens, not with the shell. */
const CodeEditor = lazy(async () => ({ default: (await import('../code/code-editor.tsx')).CodeEditor }));

export interface JsonEditorProps {
  value: string;
  onChange(value: string): void;
  label: string;
  height?: number;
  /** `text`: anything goes. */
  mode?: EditMode;
}

/** An editor of a JSON value that says what is wrong with it and where; or of a plain text. */
export function JsonEditor({ value, onChange, label, height = 320, mode = 'json' }: JsonEditorProps) {
  const errorId = useId();
  const parsed = useMemo(() => (mode === 'json' ? parseJson(value) : { ok: true as const }), [value, mode]);
  const diagnostics = useMemo(
    () => (parsed.ok ? [] : [{ from: parsed.at, to: parsed.at + 1, message: parsed.message }]),
    [parsed],
  );
  return (
    <div>
      <div className={classes.frame} style={{ height }}>
        <Suspense fallback={<Skeleton height={height} />}>
          <CodeEditor
            language={mode}
            height="fill"
            value={value}
            onChange={onChange}
            diagnostics={diagnostics}
            ariaLabel={label}
            describedBy={parsed.ok ? undefined : errorId}
            invalid={!parsed.ok}
          />
        </Suspense>
      </div>
      <div id={errorId} role="status">
        {parsed.ok ? null : (
          <Text size="xs" c="var(--cd-danger-fg)" mt={6} className={classes.error}>
            <IconAlertCircle size={15} aria-hidden /> {parsed.message}
          </Text>
        )}
      </div>
    </div>
  );
}
