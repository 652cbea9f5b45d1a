import {
  autocompletion,
  startCompletion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import type { ExpressionHelp, HelpProvider } from '../../model/jsonata/help.ts';

/** The nearer to the data, the further up. */
const ranks = { value: 3, field: 2, variable: 1, function: 0, operator: 0, keyword: -1 };
const types = {
  value: 'constant',
  field: 'property',
  variable: 'variable',
  function: 'function',
  operator: 'operator',
  keyword: 'keyword',
};

function proposals(help: ExpressionHelp, context: CompletionContext): CompletionResult | null {
  const list = help.complete(context.state.doc.toString(), context.pos);
  if (!list || list.items.length === 0) return null;
  // Proposing everything after each blank would be in the way of who is just typing.
  if (!context.explicit && list.from === context.pos && !/[.$]$/.test(textBefore(context))) return null;
  return {
    from: list.from,
    to: list.to,
    options: list.items.map(({ label, kind, detail, insert, documentation }) => ({
      label,
      type: types[kind],
      boost: ranks[kind],
      apply: insert,
      ...(detail !== undefined && { detail }),
      ...(documentation !== undefined && { info: documentation }),
    })),
    validFor: /^["'$`\w]*$/,
  };
}

const textBefore = (context: CompletionContext): string =>
  context.state.sliceDoc(Math.max(0, context.pos - 1), context.pos);

/** Proposals as one types and by Ctrl+Space. `provider` is asked anew each time. */
export function proposalsAsOneTypes(provider: HelpProvider): Extension {
  return [
    autocompletion({
      override: [
        (context) => {
          const current = provider();
          return current ? proposals(current, context) : null;
        },
      ],
      icons: false,
      maxRenderedOptions: 60,
    }),
    keymap.of([{ key: 'Alt-Space', run: startCompletion }]),
  ];
}
