import type { FlowNode } from '@crossdock/flow-schema';
import { useEffect, useRef, useState } from 'react';
import { updateNode } from '../../../model/commands/edit.ts';
import { useDesigner, useUi } from '../session.ts';
import classes from './inspector.module.css';

/** The name of a step, edited where it stands. An empty one falls back to what it was. */
export function NameField({ node }: { node: FlowNode }) {
  const { editor, ui, editable } = useDesigner();
  const focus = useUi((state) => state.focusInspector);
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<string | undefined>(undefined);
  useEffect(() => {
    if (!focus) return;
    input.current?.focus();
    ui.setState({ focusInspector: false });
  }, [focus, ui]);
  const change = (name: string) => {
    setDraft(name);
    if (name.trim()) editor.run((definition) => updateNode(definition, node.id, { name: name.trim() }));
  };
  return (
    <input
      ref={input}
      className={classes.name}
      aria-label="Name of the step"
      value={draft ?? node.name}
      maxLength={120}
      readOnly={!editable}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => setDraft(undefined)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
