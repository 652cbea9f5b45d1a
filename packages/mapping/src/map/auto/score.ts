import type { FieldType, MapField } from '../fields.ts';
import type { Features, Leaf } from './features.ts';
import { GENERIC_WORDS } from './vocabulary.ts';

/** How well something of the source fits something of the target, from 0 to 1, and why, in words for people. */
export interface Fit {
  score: number;
  reasons: string[];
}

/** Fields of parties and the like: without knowing whose they are, they say little. */
const OWNED: ReadonlySet<string> = new Set([
  ...[
    'name',
    'GLN',
    'party number',
    'street',
    'second address line',
    'city',
    'state',
    'postal code',
    'country',
  ],
  ...['contact', 'phone', 'email'],
]);

const SAME_CONCEPT = 0.96;

/** How well a field of the source fits one of the target. Called for very many pairs: it makes no objects. */
export function scoreOf(source: Leaf, target: Leaf): number {
  const own = nameScore(source.features, target.features);
  if (own === 0) return 0;
  const whose = holderScore(source.features, target.features);
  return own * (0.4 + 0.6 * whose) * typeScore(source.field, target.field) * (source.weight ?? 1);
}

/** Why a field of the source fits one of the target. */
export function reasonsOf(source: Leaf, target: Leaf): string[] {
  const [one, other] = [source.features, target.features];
  const holders = one.holders.filter((holder) => other.holders.includes(holder));
  return [
    nameReason(source, target),
    ...(holders.length === 0 ? [] : [`same ${holders.join(', ')}`]),
    ...pickReasons(source),
    ...typeReasons(source.field, target.field),
  ];
}

function pickReasons({ picked }: Leaf): string[] {
  if (picked === undefined) return [];
  return [picked.code ?? 'of the first entry'];
}

function nameScore(one: Features, other: Features): number {
  if (one.name === other.name) return 1;
  if (one.concept !== undefined && one.concept === other.concept) return SAME_CONCEPT;
  const share = sharedPart(one.words, other.words);
  // Two known things of the trade are different things, however alike their names are.
  return share * (one.concept !== undefined && other.concept !== undefined ? 0.35 : 0.85);
}

function nameReason({ field: from, features: one }: Leaf, { field: to, features: other }: Leaf): string {
  const [left, right] = [lastName(from), lastName(to)];
  if (left.toLowerCase() === right.toLowerCase()) return 'same name';
  if (one.name === other.name || (one.concept !== undefined && one.concept === other.concept)) {
    return `trade synonym: ${left} = ${right}`;
  }
  return `names share ${one.words.filter((word) => other.words.includes(word)).join(', ')}`;
}

function lastName({ steps }: MapField): string {
  return String(steps.findLast((step) => typeof step === 'string') ?? '');
}

/** How much of both names is in common, from 0 to 1; words that say little count less. */
function sharedPart(one: readonly string[], other: readonly string[]): number {
  let common = 0;
  let count = 0;
  let telling = false;
  let total = 0;
  for (const word of one) {
    const weight = GENERIC_WORDS.has(word) ? 0.4 : 1;
    total += weight;
    if (!other.includes(word)) continue;
    common += weight;
    count += 1;
    telling ||= weight === 1;
  }
  if (!telling && count < 2) return 0;
  for (const word of other) total += GENERIC_WORDS.has(word) ? 0.4 : 1;
  return (2 * common) / total;
}

function holderScore(one: Features, other: Features): number {
  const most = Math.max(one.holders.length, other.holders.length);
  if (most === 0) return 0.6 + 0.4 * aroundScore(one.around, other.around);
  let common = 0;
  for (const holder of one.holders) if (other.holders.includes(holder)) common += 1;
  if (common === most) return 0.9 + 0.1 * aroundScore(one.around, other.around);
  if (common > 0) return 0.7;
  if (one.holders.length > 0 && other.holders.length > 0) return 0;
  return OWNED.has(one.concept ?? '') ? 0.2 : 0.6;
}

function aroundScore(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 && other.length === 0) return 1;
  if (one.length === 0 || other.length === 0) return 0.35;
  let common = 0;
  for (const word of one) if (other.includes(word)) common += 1;
  return (2 * common) / (one.length + other.length);
}

function typeScore(source: MapField, target: MapField): number {
  const [from, to] = [source.type, target.type];
  if (from === 'list' || to === 'list') return from === to ? 1 : from === 'list' ? 0.4 : 0.6;
  if (source.samples.length > 0 && isDate(target)) return areDates(source) ? 1 : 0.45;
  return conversionScore(from, to, source.samples);
}

function typeReasons(source: MapField, target: MapField): string[] {
  if (source.samples.length > 0 && isDate(target) && areDates(source))
    return ['sample values look like dates'];
  const { values = [] } = target;
  if (source.samples.length > 0 && source.samples.every((value) => values.includes(value))) {
    return ['sample values are among the allowed ones'];
  }
  return source.type === target.type && source.type !== 'unknown' ? ['same type'] : [];
}

const DATE = /^(\d{4}-\d{2}-\d{2}([T ]|$)|\d{8}$|\d{1,2}[./]\d{1,2}[./]\d{2,4}$)/;

function isDate({ format }: MapField): boolean {
  return format === 'date' || format === 'date-time';
}

function areDates({ samples }: MapField): boolean {
  return samples.every((value) => DATE.test(String(value)));
}

function conversionScore(from: FieldType, to: FieldType, samples: readonly unknown[]): number {
  if (from === to && from !== 'unknown') return 1;
  if (from === 'unknown' || to === 'unknown') return 0.95;
  if (from === 'text' && to === 'number') {
    const areNumbers = samples.every((value) => String(value).trim() !== '' && !Number.isNaN(Number(value)));
    return areNumbers ? 0.92 : 0.4;
  }
  return from === 'number' && to === 'text' ? 0.95 : 0.5;
}
