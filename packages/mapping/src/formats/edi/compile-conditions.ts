import type { CompiledField, FieldPlace } from './compiled.ts';
import type { CompiledCondition, Condition } from './conditions.ts';

/**
 * The conditions of a segment, of the composites in it and of its runs, with one for each group of a run.
 * @throws Error when a condition speaks of an element that there is none of
 */
export function compileConditions(
  own: readonly Condition[],
  fields: readonly CompiledField[],
): CompiledCondition[] {
  const ofSegment = own.map((condition) => placed(condition, (position) => elementAt(fields, position)));
  return [...ofSegment, ...fields.flatMap((field) => ofField(field, 0))];
}

/** @param offset Where the group begins that the field stands in */
function ofField(field: CompiledField, offset: number): CompiledCondition[] {
  const at = offset + field.position;
  if (field.kind === 'composite') {
    return field.conditions.map((condition) =>
      placed(condition, (position) => {
        const part = field.components.find((each) => each.position === position - 1);
        return part && { name: part.name, element: at, component: part.position };
      }),
    );
  }
  if (field.kind !== 'repeated') return [];
  const starts = Array.from({ length: field.count }, (_, index) => at + index * field.size);
  return starts.flatMap((start) => [
    ...field.conditions.map((condition) =>
      placed(condition, (position) => {
        const part = field.fields[position - 1];
        return part && { name: part.name, element: start + position - 1, component: undefined };
      }),
    ),
    ...field.fields.flatMap((part) => ofField(part, start)),
  ]);
}

/** The element at a position of the segment, from 1. */
function elementAt(fields: readonly CompiledField[], position: number): FieldPlace | undefined {
  for (const field of fields) {
    const { name } = field;
    if (field.kind !== 'repeated') {
      if (field.position === position) return { name, element: position, component: undefined };
      continue;
    }
    const within = position - field.position;
    const part = field.fields[within % field.size];
    if (within >= 0 && within < field.count * field.size && part !== undefined) {
      return { name: part.name, element: position, component: undefined };
    }
  }
  return undefined;
}

function placed(
  { text, kind, positions }: Condition,
  placeAt: (position: number) => FieldPlace | undefined,
): CompiledCondition {
  const places = positions.map((position) => {
    const place = placeAt(position);
    if (place === undefined) throw new Error(`guide: ${text} speaks of ${position}, which there is none of`);
    return place;
  });
  return { text, kind, places, first: Math.min(...places.map(({ element }) => element)) };
}
