import { numberAt, textAt } from '../json.ts';
import type { JsonSchema } from '../json.ts';
import { patternFits } from './patterns.ts';
import type { Gap, SchemaChangeKind } from './gap.ts';
import { allowedTypes, allowedValues, sameJson, valuesOfPart } from './parts.ts';
import type { Conjunction } from './parts.ts';

/** What a check of one part at one place finds; the path is added by the caller. */
export type Finding = Omit<Gap, 'path'>;

/** What a schema asks of types, values, numbers and texts, that the other does not assure. */
export function scalarGaps(have: Conjunction, part: JsonSchema): Finding[] {
  const types = allowedTypes(have);
  const gaps = [...typeGaps(have, part), ...valueGaps(have, part)];
  const numbers = types.has('number') || types.has('integer');
  if (numbers) gaps.push(...numberGaps(have, part));
  if (types.has('string')) gaps.push(...textGaps(have, part));
  // There are formats of numbers too.
  if (numbers || types.has('string')) gaps.push(...formatGaps(have, part));
  return gaps;
}

function typeGaps(have: Conjunction, part: JsonSchema): Finding[] {
  if (!Object.hasOwn(part, 'type')) return [];
  const wanted = allowedTypes({ root: have.root, parts: [{ type: part['type'] }], never: false });
  const types = [...allowedTypes(have)];
  if (types.every((type) => wanted.has(type))) return [];
  return [{ kind: 'type', keyword: 'type', asks: part['type'], has: shownTypes(types) }];
}

function shownTypes(types: readonly string[]): unknown {
  const named = types.filter((type) => type !== 'integer' || !types.includes('number'));
  if (named.length >= 6) return undefined;
  return named.length === 1 ? named[0] : named;
}

function valueGaps(have: Conjunction, part: JsonSchema): Finding[] {
  const wanted = valuesOfPart(part);
  if (wanted === undefined) return [];
  const values = allowedValues(have) ?? finiteValues(have);
  if (values?.every((value) => wanted.some((other) => sameJson(value, other))) === true) return [];
  return [{ kind: 'values', keyword: 'enum', asks: wanted, has: allowedValues(have) }];
}

/** All values of types that have few. */
function finiteValues(have: Conjunction): readonly unknown[] | undefined {
  const types = [...allowedTypes(have)];
  if (!types.every((type) => type === 'boolean' || type === 'null')) return undefined;
  return types.flatMap((type): unknown[] => (type === 'null' ? [null] : [true, false]));
}

function numberGaps(have: Conjunction, part: JsonSchema): Finding[] {
  const numbers = allowedValues(have)?.filter((value) => typeof value === 'number');
  return (['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum', 'multipleOf'] as const).flatMap(
    (keyword) => {
      const limit = numberAt(part, keyword);
      if (limit === undefined) return [];
      const assured =
        numbers?.every((value) => keeps(value, keyword, limit)) ?? assures(have, keyword, limit);
      return assured ? [] : [gap('range', keyword, have, limit)];
    },
  );
}

type NumberKeyword = 'minimum' | 'exclusiveMinimum' | 'maximum' | 'exclusiveMaximum' | 'multipleOf';

function keeps(value: number, keyword: NumberKeyword, limit: number): boolean {
  if (keyword === 'minimum') return value >= limit;
  if (keyword === 'exclusiveMinimum') return value > limit;
  if (keyword === 'maximum') return value <= limit;
  return keyword === 'exclusiveMaximum' ? value < limit : value % limit === 0;
}

function assures(have: Conjunction, keyword: NumberKeyword, limit: number): boolean {
  return have.parts.some((part) => {
    const same = numberAt(part, keyword);
    if (keyword === 'multipleOf') {
      const wholeNumbers = !allowedTypes(have).has('number');
      return (
        same === limit || (same !== undefined && wholeMultiple(same, limit)) || (wholeNumbers && limit === 1)
      );
    }
    const [closed, open] = keyword.endsWith('inimum')
      ? [numberAt(part, 'minimum'), numberAt(part, 'exclusiveMinimum')]
      : [numberAt(part, 'maximum'), numberAt(part, 'exclusiveMaximum')];
    const direction = keyword.endsWith('inimum') ? 1 : -1;
    const isOpen = keyword.startsWith('exclusive');
    const byClosed =
      closed !== undefined && (isOpen ? direction * (closed - limit) > 0 : direction * (closed - limit) >= 0);
    return byClosed || (open !== undefined && direction * (open - limit) >= 0);
  });
}

/** Between fractions the remainder is rounded: only whole numbers are sure. */
function wholeMultiple(value: number, of: number): boolean {
  return Number.isInteger(value) && Number.isInteger(of) && value % of === 0;
}

function textGaps(have: Conjunction, part: JsonSchema): Finding[] {
  const texts = allowedValues(have)?.filter((value) => typeof value === 'string');
  return [...lengthGaps(have, part, texts), ...patternGaps(have, part, texts)];
}

function lengthGaps(have: Conjunction, part: JsonSchema, texts: readonly string[] | undefined): Finding[] {
  const gaps: Finding[] = [];
  const least = numberAt(part, 'minLength');
  if (
    least !== undefined &&
    !(texts?.every((text) => Array.from(text).length >= least) ?? atLeast(have, 'minLength', least))
  ) {
    gaps.push(gap('length', 'minLength', have, least));
  }
  const most = numberAt(part, 'maxLength');
  if (
    most !== undefined &&
    !(texts?.every((text) => Array.from(text).length <= most) ?? atMost(have, 'maxLength', most))
  ) {
    gaps.push(gap('length', 'maxLength', have, most));
  }
  return gaps;
}

function patternGaps(have: Conjunction, part: JsonSchema, texts: readonly string[] | undefined): Finding[] {
  const pattern = textAt(part, 'pattern');
  if (pattern === undefined) return [];
  const assured =
    texts?.every((text) => patternFits(pattern, text)) ??
    have.parts.some((other) => textAt(other, 'pattern') === pattern);
  return assured ? [] : [gap('pattern', 'pattern', have, pattern)];
}

function formatGaps(have: Conjunction, part: JsonSchema): Finding[] {
  const format = textAt(part, 'format');
  if (format === undefined || have.parts.some((other) => textAt(other, 'format') === format)) return [];
  return [gap('format', 'format', have, format)];
}

/** Whether some part has a lower bound that is no lower; a bound of zero asks nothing. */
export function atLeast(have: Conjunction, keyword: string, least: number): boolean {
  return least <= 0 || have.parts.some((part) => (numberAt(part, keyword) ?? 0) >= least);
}

/** Whether some part has an upper bound that is no higher. */
export function atMost(have: Conjunction, keyword: string, most: number): boolean {
  return have.parts.some((part) => (numberAt(part, keyword) ?? Infinity) <= most);
}

/** A gap with what both sides say under the keyword. */
export function gap(kind: SchemaChangeKind, keyword: string, have: Conjunction, asks: unknown): Finding {
  const part = have.parts.find((candidate) => Object.hasOwn(candidate, keyword));
  return { kind, keyword, asks, ...(part === undefined ? {} : { has: part[keyword] }) };
}
