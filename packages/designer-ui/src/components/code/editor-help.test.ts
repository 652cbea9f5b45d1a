import { EditorState } from '@codemirror/state';
import { EditorView, hasHoverTooltips, runScopeHandlers, showTooltip } from '@codemirror/view';
import { functionCatalogue } from '@crossdock/mapping';
import { afterEach, describe, expect, it } from 'vitest';
import { helpFor } from '../../model/jsonata/help.ts';
import { descriptionText, descriptionView, signatureView } from './help-views.ts';
import { hoverHelp } from './hover-help.ts';
import { signatureHint } from './signature-hint.ts';

const help = helpFor({
  scope: {
    input: { body: { po: '4500', lines: [{ qty: 2 }] } },
    bindings: { steps: { book: { id: 7 } }, trigger: {} },
  },
  functions: functionCatalogue,
  stepNames: new Map([['book', 'Book in ERP']]),
});

let view: EditorView | undefined;
afterEach(() => view?.destroy());

/** An editor with the cursor at the mark. */
function editorWith(marked: string, readOnly = false): EditorView {
  view?.destroy();
  const cursor = marked.indexOf('‸');
  const provider = () => help;
  const extensions = [signatureHint(provider), hoverHelp(provider), EditorState.readOnly.of(readOnly)];
  const state = EditorState.create({
    doc: marked.replace('‸', ''),
    selection: { anchor: cursor },
    extensions,
  });
  view = new EditorView({ parent: document.body, state });
  return view;
}

function type(editor: EditorView, text: string): void {
  editor.dispatch(editor.state.replaceSelection(text), { userEvent: 'input.type' });
}

function press(editor: EditorView, key: string, modifiers: KeyboardEventInit = {}): boolean {
  return runScopeHandlers(editor, new KeyboardEvent('keydown', { key, ...modifiers }), 'editor');
}

const escape = (editor: EditorView) => press(editor, 'Escape');

/** The marked parameter of the hint that is shown; undefined without a hint. */
function hinted(editor: EditorView): string | undefined {
  const [tooltip] = editor.state.facet(showTooltip).filter((each) => each !== null);
  if (!tooltip) return undefined;
  const { dom } = tooltip.create(editor);
  return dom.querySelector('.cd-help-current')?.textContent ?? '';
}

describe('the hint of parameters', () => {
  it('opens as a call is typed, follows the arguments, and goes with the last bracket', () => {
    const editor = editorWith('$substring‸');
    expect(hinted(editor)).toBeUndefined();
    type(editor, '(');
    expect(hinted(editor)).toBe('text');
    type(editor, 'body.po, ');
    expect(hinted(editor)).toBe('start');
    type(editor, '0, 2');
    expect(hinted(editor)).toBe('length');
    type(editor, ')');
    expect(hinted(editor)).toBeUndefined();
  });

  it('shows the call within, and then again the one around it', () => {
    const editor = editorWith('$substring(‸');
    type(editor, '$pad(po, ');
    expect(hinted(editor)).toBe('width');
    type(editor, '8), ');
    expect(hinted(editor)).toBe('start');
  });

  it('is closed by Escape until the next argument; then Escape is left to others', () => {
    const editor = editorWith('$substring‸');
    type(editor, '(');
    expect(escape(editor)).toBe(true);
    expect(hinted(editor)).toBeUndefined();
    expect(escape(editor)).toBe(false);
    type(editor, 'po');
    expect(hinted(editor)).toBeUndefined();
    type(editor, ',');
    expect(hinted(editor)).toBe('start');
  });

  it('is not in the way of who only moves about, and comes when asked for', () => {
    const editor = editorWith('$pad(po, ‸8)');
    editor.dispatch({ selection: { anchor: 6 } });
    expect(hinted(editor)).toBeUndefined();
    expect(press(editor, ' ', { ctrlKey: true, shiftKey: true, code: 'Space' })).toBe(true);
    expect(hinted(editor)).toBe('text');
    editor.dispatch({ selection: { anchor: 0 } });
    expect(hinted(editor)).toBeUndefined();
  });

  it.each(['po & ‸', '$unknown(‸', '"$pad(‸"'])('has nothing to say at %s', (text) => {
    const editor = editorWith(text);
    type(editor, ',');
    expect(hinted(editor)).toBeUndefined();
  });

  it('marks nothing where there are too many arguments', () => {
    const signature = help.signature('$uppercase(a, b', 15);
    if (!signature) throw new Error('no call');
    const text = signatureView(signature).map(({ textContent }) => textContent);
    expect(text[0]).toBe('$uppercase(text)');
    expect(signatureView(signature)[0]?.querySelector('strong')).toBeNull();
  });
});

describe('what a word means', () => {
  it.each([
    ['$su‸m(x)', '$sum(numbers)'],
    ['body.p‸o', 'po'],
    ['$st‸eps.book', '$steps'],
    ['$steps.bo‸ok.id', 'book'],
  ])('is shown by key at %s and closed by Escape', (text, title) => {
    const editor = editorWith(text);
    expect(press(editor, 'i', { ctrlKey: true })).toBe(true);
    expect(hasHoverTooltips(editor.state)).toBe(true);
    expect(document.querySelector('.cd-help-title')?.textContent).toBe(title);
    expect(escape(editor)).toBe(true);
    expect(hasHoverTooltips(editor.state)).toBe(false);
    expect(escape(editor)).toBe(false);
  });

  it.each(['1 +‸ 2', '"te‸xt"', 'unknownFie‸ld'])('is not told where nothing is known: %s', (text) => {
    const editor = editorWith(text);
    press(editor, 'i', { ctrlKey: true });
    expect(hasHoverTooltips(editor.state)).toBe(false);
  });

  it('tells type and example, names of steps, and examples of functions apart', () => {
    const shown = (text: string, offset: number) => {
      const found = help.describe(text, offset);
      if (!found) throw new Error('nothing found');
      const parts = [...descriptionView(found).children].map(({ textContent }) => textContent);
      return { parts, text: descriptionText(found) };
    };
    expect(shown('body.po', 6)).toEqual({
      parts: ['potext', 'for example "4500"'],
      text: 'po, text, for example "4500"',
    });
    expect(shown('$steps.book', 8).parts).toEqual(['bookobject', 'Book in ERP']);
    expect(shown('$count(x)', 2).parts.at(-1)).toBe('$count(lines) gives 3');
  });
});
