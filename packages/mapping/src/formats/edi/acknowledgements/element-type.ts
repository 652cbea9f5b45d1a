import type { CompiledEntry, CompiledField, CompiledGuide, CompiledLoop } from '../compiled.ts';
import type { EdiWarning } from '../report.ts';

/** The type that the guide gives to the element of a warning; undefined where that can't be told. */
export function elementTypeOf(guide: CompiledGuide | undefined, warning: EdiWarning): string | undefined {
  const { segmentId, element, component } = warning;
  if (guide === undefined || segmentId === undefined || element === undefined) return undefined;
  for (const entry of entriesOf(guide.root, segmentId)) {
    const type = typeIn(entry.fields, component === undefined ? element : component, component && element);
    if (type !== undefined) return type;
  }
  return undefined;
}

function* entriesOf(loop: CompiledLoop, segmentId: string): Generator<CompiledEntry> {
  for (const entry of loop.inOrder) {
    if (entry.segment === segmentId) yield entry;
    if (entry.loop !== undefined) yield* entriesOf(entry.loop, segmentId);
    for (const level of entry.hierarchy?.levels ?? []) yield* entriesOf(level.loop, segmentId);
  }
}

/** @param inside The element of the composite, where the position is one of a component */
function typeIn(
  fields: readonly CompiledField[],
  position: number,
  inside: number | undefined,
): string | undefined {
  for (const field of fields) {
    if (inside === undefined && field.kind === 'scalar' && field.position === position) return field.type;
    if (inside === undefined && field.kind === 'repeated') {
      const within = position - field.position;
      const part =
        within < 0 || within >= field.count * field.size ? undefined : field.fields[within % field.size];
      if (part?.kind === 'scalar') return part.type;
    }
    if (inside !== undefined && field.kind === 'composite' && field.position === inside) {
      // Components count from 0 in guides, from 1 in warnings.
      return typeIn(field.components, position - 1, undefined);
    }
  }
  return undefined;
}
