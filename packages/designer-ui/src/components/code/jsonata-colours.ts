import { RangeSetBuilder, type Extension, type Text } from '@codemirror/state';
import {
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view';
import { colourTokens, type ColourKind } from '../../model/jsonata/colours.ts';

const marks: Partial<Record<ColourKind, Decoration>> = Object.fromEntries(
  (['comment', 'string', 'number', 'regex', 'variable', 'keyword', 'operator', 'unknown'] as const).map(
    (kind) => [kind, Decoration.mark({ class: `cd-tok-${kind}` })],
  ),
);

/** Larger texts stay uncoloured rather than slow. */
const maxColoured = 200_000;

function colour(doc: Text): DecorationSet {
  if (doc.length > maxColoured) return Decoration.none;
  const builder = new RangeSetBuilder<Decoration>();
  for (const { kind, from, to } of colourTokens(doc.toString())) {
    const mark = marks[kind];
    if (mark) builder.add(from, to, mark);
  }
  return builder.finish();
}

/** Colours JSONata by the tokens of its syntax tree. */
export const jsonataColours: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = colour(view.state.doc);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged) this.decorations = colour(update.state.doc);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
