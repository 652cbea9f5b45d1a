import { completionStatus } from '@codemirror/autocomplete';
import {
  Prec,
  StateEffect,
  StateField,
  type EditorState,
  type Extension,
  type Transaction,
} from '@codemirror/state';
import { EditorView, keymap, showTooltip, type Tooltip, type TooltipView } from '@codemirror/view';
import type { CallSignature } from '@crossdock/mapping';
import { signatureText, signatureView } from './help-views.ts';
import type { HelpProvider } from '../../model/jsonata/help.ts';

/** `waiting`: nothing is shown until something is typed in a call. `closed`: by Escape, for this call. */
interface Hint {
  mode: 'waiting' | 'open' | 'closed';
  call?: CallSignature;
  /** Where it hangs: where its call was first typed in, so that it doesn't run along with each letter. */
  anchor: number;
}

const setMode = StateEffect.define<Hint['mode']>();
const waiting: Hint = { mode: 'waiting', anchor: 0 };

function callAt(state: EditorState, provider: HelpProvider): CallSignature | undefined {
  const { main } = state.selection;
  if (!main.empty || state.readOnly) return undefined;
  return provider()?.signature(state.doc.toString(), main.head);
}

/** What the change means for the hint: typing opens it, a new bracket or comma even after Escape. */
function modeAfter({ mode }: Hint, transaction: Transaction): Hint['mode'] {
  const asked = transaction.effects.find((effect) => effect.is(setMode));
  if (asked) return asked.value;
  if (!transaction.isUserEvent('input')) return mode;
  let opening = false;
  transaction.changes.iterChanges((_fromA, _toA, _fromB, _toB, text) => {
    opening ||= /[(,]/.test(text.toString());
  });
  return opening || mode === 'waiting' ? 'open' : mode;
}

function anchorOf(before: Hint, call: CallSignature, transaction: Transaction): number {
  const { state, changes } = transaction;
  const { head } = state.selection.main;
  const kept = Math.min(changes.mapPos(before.anchor, -1), state.doc.length);
  const stays =
    before.call?.help === call.help && state.doc.lineAt(kept).from === state.doc.lineAt(head).from;
  return stays ? kept : head;
}

function nextHint(before: Hint, transaction: Transaction, provider: HelpProvider): Hint {
  const { docChanged, selection, effects } = transaction;
  if (!docChanged && !selection && !effects.some((effect) => effect.is(setMode))) return before;
  const mode = modeAfter(before, transaction);
  if (mode === 'waiting') return waiting;
  const call = callAt(transaction.state, provider);
  return call ? { mode, call, anchor: anchorOf(before, call, transaction) } : waiting;
}

/** One for all calls, so that the editor keeps its element and what it says is only exchanged. */
function hintView(field: StateField<Hint>): (view: EditorView) => TooltipView {
  return (view) => {
    const dom = document.createElement('div');
    dom.className = 'cd-help cd-help-signature';
    const show = (call: CallSignature | undefined) =>
      dom.replaceChildren(...(call ? signatureView(call) : []));
    show(view.state.field(field).call);
    return {
      dom,
      update: ({ state, startState }) => {
        const { call } = state.field(field);
        if (call !== startState.field(field).call) show(call);
      },
    };
  };
}

/**
 * The parameters of the function whose call is being written, with the current one marked. Escape closes it,
 * Ctrl+Shift+Space shows it again and has it read out. Must stand before the proposals, which take Escape too.
 */
export function signatureHint(provider: HelpProvider): Extension {
  const field: StateField<Hint> = StateField.define<Hint>({
    create: () => waiting,
    update: (before, transaction) => nextHint(before, transaction, provider),
    provide: (self) => showTooltip.from(self, tooltipOf),
  });
  const create = hintView(field);
  function tooltipOf({ mode, anchor }: Hint): Tooltip | null {
    return mode === 'open' ? { pos: anchor, above: true, create } : null;
  }
  const close = (view: EditorView): boolean => {
    // Proposals that are shown close first. Those still being looked for would take the key without a sign of it.
    if (view.state.field(field).mode !== 'open' || completionStatus(view.state) === 'active') return false;
    view.dispatch({ effects: setMode.of('closed') });
    return true;
  };
  const open = (view: EditorView): boolean => {
    view.dispatch({ effects: setMode.of('open') });
    const { call } = view.state.field(field);
    if (call) view.dispatch({ effects: EditorView.announce.of(signatureText(call)) });
    return true;
  };
  const leave = EditorView.domEventHandlers({
    blur: (_event, view) => {
      if (view.state.field(field).mode !== 'waiting') view.dispatch({ effects: setMode.of('waiting') });
      return false;
    },
  });
  const keys = [
    { key: 'Mod-Shift-Space', run: open },
    { key: 'Escape', run: close },
  ];
  return [field, leave, Prec.highest(keymap.of(keys))];
}
