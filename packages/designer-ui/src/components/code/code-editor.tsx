import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Annotation, Compartment, EditorState, Transaction } from '@codemirror/state';
import { EditorView, placeholder as placeholderOf } from '@codemirror/view';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react';
import classes from './code-editor.module.css';
import { baseExtensions, type CodeLanguage } from './extensions.ts';
import { hoverHelp } from './hover-help.ts';
import type { ExpressionHelp, HelpProvider } from '../../model/jsonata/help.ts';
import { proposalsAsOneTypes } from './proposals.ts';
import { signatureHint } from './signature-hint.ts';

/** A mistake to be underlined; offsets into the text. */
export interface CodeDiagnostic {
  from: number;
  to: number;
  message: string;
  severity?: 'error' | 'warning';
}

/** What others may do to the text where the cursor is. */
export interface CodeEditorHandle {
  /** Writes in the place of the selection and goes on from there. */
  insert(text: string): void;
  focus(): void;
}

export interface CodeEditorProps {
  language: CodeLanguage;
  value: string;
  /** Left out: the text can only be read. */
  onChange?: ((value: string) => void) | undefined;
  diagnostics?: readonly CodeDiagnostic[] | undefined;
  /** Proposals while typing, what words mean, and parameters of calls. */
  help?: ExpressionHelp | undefined;
  readOnly?: boolean | undefined;
  /** `fill` takes the height of the container, with line numbers; otherwise it grows from one line to a limit. */
  height?: 'fill' | 'grow' | undefined;
  placeholder?: string | undefined;
  ariaLabel: string;
  /** Id of the text that describes the field, for screen readers. */
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
  autoFocus?: boolean | undefined;
  handle?: Ref<CodeEditorHandle> | undefined;
}

/** Marks changes that come from outside, which must not be told back as edits. */
const fromOutside = Annotation.define<boolean>();

interface Parts {
  view: EditorView;
  settings: Compartment;
}

const settingsOf = ({
  readOnly,
  onChange,
  placeholder,
  ariaLabel,
  describedBy,
  invalid,
  autoFocus,
}: CodeEditorProps) => [
  EditorState.readOnly.of(readOnly === true || !onChange),
  placeholder ? placeholderOf(placeholder) : [],
  EditorView.contentAttributes.of({
    'aria-label': ariaLabel,
    // Reachable by Tab in every browser, also where editable content alone isn't.
    tabindex: '0',
    // Dialogs close by Escape; in an editor that key is the editor's own.
    'data-mantine-stop-propagation': 'true',
    // Dialogs give the focus to what asks for it like this, else to their close button.
    ...(autoFocus && { 'data-autofocus': 'true' }),
    ...(describedBy && { 'aria-describedby': describedBy }),
    ...(invalid && { 'aria-invalid': 'true' }),
  }),
];

const helpExtensions = (provider: HelpProvider) => [
  signatureHint(provider),
  proposalsAsOneTypes(provider),
  hoverHelp(provider),
];

function createParts(
  parent: HTMLElement,
  props: CodeEditorProps,
  latest: { current: CodeEditorProps },
): Parts {
  const settings = new Compartment();
  const tellChanges = EditorView.updateListener.of((update) => {
    const own = update.transactions.every((transaction) => !transaction.annotation(fromOutside));
    if (update.docChanged && own) latest.current.onChange?.(update.state.doc.toString());
  });
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: props.value,
      extensions: [
        baseExtensions(props.language, props.height === 'fill', props.diagnostics === undefined),
        helpExtensions(() => latest.current.help),
        tellChanges,
        settings.of(settingsOf(props)),
      ],
    }),
  });
  return { view, settings };
}

function setText(view: EditorView, value: string): void {
  if (view.state.doc.toString() === value) return;
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: value },
    annotations: [fromOutside.of(true), Transaction.addToHistory.of(false)],
  });
}

function diagnosticsFor(view: EditorView, diagnostics: readonly CodeDiagnostic[]): Diagnostic[] {
  const { length } = view.state.doc;
  return diagnostics.map(({ from, to, message, severity = 'error' }) => {
    const end = Math.min(Math.max(to, from + 1), length);
    return { from: Math.max(0, Math.min(from, end - 1)), to: end, message, severity };
  });
}

/** A text editor for expressions, JSON and plain text, with colours, proposals and underlined mistakes. */
export function CodeEditor(props: CodeEditorProps) {
  const { language, value, diagnostics, height = 'grow', readOnly, onChange } = props;
  const { placeholder, ariaLabel, describedBy, invalid } = props;
  const parent = useRef<HTMLDivElement>(null);
  const parts = useRef<Parts | undefined>(undefined);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });

  useImperativeHandle(props.handle, () => ({
    insert: (text) => {
      const view = parts.current?.view;
      view?.dispatch(view.state.replaceSelection(text), { scrollIntoView: true });
      view?.focus();
    },
    focus: () => parts.current?.view.focus(),
  }));

  useEffect(() => {
    if (!parent.current) return;
    const made = createParts(parent.current, latest.current, latest);
    parts.current = made;
    if (latest.current.autoFocus) made.view.focus();
    return () => made.view.destroy();
  }, [language, height]);

  useEffect(() => {
    if (parts.current) setText(parts.current.view, value);
  }, [value, language, height]);

  const changeable = onChange !== undefined;
  useEffect(() => {
    const { view, settings } = parts.current ?? {};
    view?.dispatch({ effects: settings?.reconfigure(settingsOf(latest.current)) ?? [] });
  }, [readOnly, changeable, placeholder, ariaLabel, describedBy, invalid]);

  useEffect(() => {
    const view = parts.current?.view;
    if (view && diagnostics) view.dispatch(setDiagnostics(view.state, diagnosticsFor(view, diagnostics)));
  }, [diagnostics, value, language, height]);

  return (
    <div
      ref={parent}
      className={classes.editor}
      data-height={height}
      data-readonly={readOnly || !onChange || undefined}
      data-invalid={invalid || undefined}
    />
  );
}
