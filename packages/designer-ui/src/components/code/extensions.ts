import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { linter } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, type KeyBinding } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { jsonataColours } from './jsonata-colours.ts';

export type CodeLanguage = 'jsonata' | 'json' | 'text';

const jsonColours = HighlightStyle.define([
  { tag: tags.propertyName, class: 'cd-tok-property' },
  { tag: tags.string, class: 'cd-tok-string' },
  { tag: tags.number, class: 'cd-tok-number' },
  { tag: [tags.bool, tags.null], class: 'cd-tok-keyword' },
]);

/** An empty document is no mistake: it means that nothing has been written yet. */
const jsonMistakes = linter(
  (view) => (view.state.doc.toString().trim() === '' ? [] : jsonParseLinter()(view)),
  {
    delay: 300,
  },
);

const languages: Record<CodeLanguage, Extension> = {
  jsonata: [jsonataColours, bracketMatching(), closeBrackets()],
  json: [json(), syntaxHighlighting(jsonColours), bracketMatching(), closeBrackets()],
  text: [],
};

/** Escape closes what is open in the editor first; then it leaves the editor, and only then a dialog closes. */
const leaveByEscape: KeyBinding = {
  key: 'Escape',
  run: (view) => {
    view.contentDOM.blur();
    return true;
  },
};

/**
 * What every editor has. Tab is left to move the focus on, so that no one gets caught in an editor without a
 * mouse. `ownChecks`: JSON is checked here, because nobody else hands in what is wrong with it.
 */
export function baseExtensions(language: CodeLanguage, large: boolean, ownChecks: boolean): Extension {
  return [
    history(),
    languages[language],
    ownChecks && language === 'json' ? jsonMistakes : [],
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    EditorView.lineWrapping,
    highlightSelectionMatches(),
    large ? [lineNumbers(), language === 'json' ? foldGutter() : []] : [],
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      ...completionKeymap,
      ...(large ? [...searchKeymap, ...foldKeymap] : []),
      leaveByEscape,
    ]),
  ];
}
