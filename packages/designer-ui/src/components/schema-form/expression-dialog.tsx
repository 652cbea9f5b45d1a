import type { FunctionHelp } from '@crossdock/mapping';
import { Modal, ScrollArea, Tabs, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { stepPath } from '../../model/jsonata/references.ts';
import { ToneBadge } from '../status/tone-badge.tsx';
import { CodeEditor, type CodeEditorHandle } from '../code/code-editor.tsx';
import { DataTree } from '../code/data-tree.tsx';
import classes from './expression-dialog.module.css';
import { ExpressionResult } from './expression-result.tsx';
import { useForm } from './form-context.ts';
import { useExpression } from './use-expression.ts';

interface ExpressionDialogProps {
  label: string;
  text: string;
  onChange(text: string): void;
  onClose(): void;
}

/** How a function is called: `$lookup(object, key)`. */
const callOf = ({ name, parameters }: FunctionHelp): string => `$${name}(${parameters.join(', ')})`;

/** Functions by group, searched by name and by what they do. */
function FunctionList({
  functions,
  onPick,
}: {
  functions: readonly FunctionHelp[];
  onPick(name: string): void;
}) {
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLowerCase().replace(/^\$/, '');
  const found = functions.filter(({ name, help }) => `${name} ${help}`.toLowerCase().includes(wanted));
  return (
    <div className={classes.functions}>
      <TextInput
        aria-label="Search functions"
        placeholder="Search functions"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <ScrollArea className={classes.scroll} type="auto" scrollbars="y">
        <ul className={classes.functionList}>
          {found.map((each) => (
            <li key={each.name}>
              <button type="button" onClick={() => onPick(`$${each.name}(`)}>
                <code>{callOf(each)}</code>
                <span>{each.help}</span>
                {each.example ? <code className={classes.example}>{each.example}</code> : null}
              </button>
            </li>
          ))}
        </ul>
      </ScrollArea>
    </div>
  );
}

/** The data an expression can read; a click writes the path to it. */
function Sources({ onPick }: { onPick(path: string): void }) {
  const { expressions } = useForm();
  if (!expressions) return null;
  const { input, bindings } = expressions.scope;
  const steps = bindings['steps'];
  const known = typeof steps === 'object' && steps !== null ? Object.entries(steps) : [];
  return (
    <ScrollArea className={classes.scroll} type="auto" scrollbars="y">
      <DataTree label="Input ($)" value={input} path="" onPick={onPick} open />
      <DataTree label="$trigger" value={bindings['trigger']} path="$trigger" onPick={onPick} />
      {known.map(([id, value]) => (
        <DataTree
          key={id}
          label={expressions.stepNames.get(id) ?? id}
          value={value}
          path={stepPath(id)}
          onPick={onPick}
        />
      ))}
      <DataTree label="$vars" value={bindings['vars']} path="$vars" onPick={onPick} />
      <DataTree label="$run" value={bindings['run']} path="$run" onPick={onPick} />
    </ScrollArea>
  );
}

/** The large editor of an expression: data at the left, the text in the middle, its result at the right. */
export function ExpressionDialog({ label, text, onChange, onClose }: ExpressionDialogProps) {
  const { expressions, disabled } = useForm();
  const editor = useRef<CodeEditorHandle>(null);
  const { evaluation, diagnostics, help } = useExpression(text, expressions);
  const insert = (piece: string) => editor.current?.insert(piece);
  return (
    <Modal
      opened
      onClose={onClose}
      title={label}
      size="94vw"
      transitionProps={{ duration: 0 }}
      classNames={{ body: classes.body ?? '' }}
      padding="md"
    >
      <div className={classes.panes}>
        <section className={classes.pane} aria-label="Data">
          <Tabs defaultValue="data" classNames={{ root: classes.tabs ?? '', panel: classes.panel ?? '' }}>
            <Tabs.List>
              <Tabs.Tab value="data">Data</Tabs.Tab>
              <Tabs.Tab value="functions">Functions</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="data">
              <Sources onPick={insert} />
            </Tabs.Panel>
            <Tabs.Panel value="functions">
              <FunctionList functions={expressions?.functions ?? []} onPick={insert} />
            </Tabs.Panel>
          </Tabs>
        </section>
        <section className={classes.pane} aria-label="Expression">
          <CodeEditor
            handle={editor}
            language="jsonata"
            value={text}
            onChange={disabled ? undefined : onChange}
            diagnostics={diagnostics}
            help={help}
            ariaLabel={label}
            height="fill"
            autoFocus
          />
        </section>
        <section className={classes.pane} aria-label="Result">
          <h3 className={classes.heading}>
            Result
            {expressions?.inputSource ? (
              <ToneBadge tone="neutral">on {expressions.inputSource}</ToneBadge>
            ) : null}
          </h3>
          {evaluation?.ok && expressions?.inputSource ? (
            <CodeEditor
              language="json"
              value={evaluation.value === undefined ? '' : JSON.stringify(evaluation.value, null, 2)}
              placeholder="Nothing: the expression finds no value"
              ariaLabel="Result"
              height="fill"
            />
          ) : (
            <ExpressionResult evaluation={evaluation} support={expressions} />
          )}
        </section>
      </div>
    </Modal>
  );
}
