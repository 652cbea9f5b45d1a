import { parseFlow, serializeFlow, type FlowDefinition, type FlowFinding } from '@crossdock/flow-schema';
import { Text } from '@mantine/core';
import { useState } from 'react';
import { CodeEditor } from '../../../components/code/code-editor.tsx';
import { CopyButton } from '../../../components/forms/copy-button.tsx';
import { replaceDefinition } from '../../../model/commands/edit.ts';
import { useDefinition, useDesigner } from '../session.ts';
import classes from './drawer.module.css';

interface Draft {
  text: string;
  /** The document that the text stands for; once another one is on the canvas, the text is out of date. */
  stands: FlowDefinition;
  errors: readonly FlowFinding[];
}

/** The document as JSON. What is typed is taken over as soon as it has the shape of a flow; undo works as ever. */
export function JsonPanel() {
  const { editor, editable } = useDesigner();
  const definition = useDefinition();
  const [draft, setDraft] = useState<Draft | undefined>(undefined);
  const current = draft?.stands === definition ? draft : undefined;
  const text = current?.text ?? serializeFlow(definition);
  const errors = current?.errors ?? [];
  const change = (typed: string) => {
    const parsed = parseFlow(typed);
    if ('errors' in parsed) return setDraft({ text: typed, stands: definition, errors: parsed.errors });
    setDraft({ text: typed, stands: parsed.definition, errors: [] });
    editor.run(() => replaceDefinition(parsed.definition, 'Edit JSON', 'json'));
  };
  return (
    <div className={classes.json}>
      <div className={classes.jsonBar}>
        <Text size="xs" c={errors.length > 0 ? 'var(--cd-danger-fg)' : 'dimmed'} role="status" lineClamp={2}>
          {errors[0]
            ? `Not taken over yet. ${errors[0].path ? `${errors[0].path}: ` : ''}${errors[0].message}`
            : 'Two views of one flow: what is changed here changes the canvas.'}
        </Text>
        <CopyButton text={() => text} label="Copy JSON" />
      </div>
      <div className={classes.fill}>
        <CodeEditor
          language="json"
          height="fill"
          value={text}
          onChange={editable ? change : undefined}
          ariaLabel="Flow as JSON"
          invalid={errors.length > 0}
        />
      </div>
    </div>
  );
}
