import { objectIn } from '../edit/locate.ts';
import type { FieldNode, MapTree, ObjectNode, ValueNode } from '../nodes.ts';
import { readMap } from '../read.ts';

/** A field of the target that two maps make in different ways. */
export interface FieldDifference {
  /** `lines[].quantity`; empty where the maps differ as a whole. */
  path: string;
  kind: 'changed' | 'added' | 'removed';
  /** Expression in the first map. */
  before?: string;
  /** Expression in the second map. */
  after?: string;
}

/**
 * Fields of the target in which two maps differ, each told as deep down as it can be. Blanks, comments and
 * the order of fields do not matter.
 */
export function diffMaps(before: string | MapTree, after: string | MapTree): FieldDifference[] {
  const [one, other] = [before, after].map((map) => (typeof map === 'string' ? readMap(map) : map));
  if (one === undefined || other === undefined) return [];
  const difference = new Difference(one, other);
  difference.values('', one.root, other.root);
  return difference.found;
}

class Difference {
  readonly found: FieldDifference[] = [];
  private readonly before: MapTree;
  private readonly after: MapTree;

  constructor(before: MapTree, after: MapTree) {
    this.before = before;
    this.after = after;
  }

  values(path: string, one: ValueNode, other: ValueNode): void {
    if (meaning(this.before, one.from, one.to) === meaning(this.after, other.from, other.to)) return;
    const [inOne, inOther] = [objectIn(one), objectIn(other)];
    if (inOne !== undefined && inOther !== undefined && this.isSameAround([one, inOne], [other, inOther])) {
      this.objects(inOne, inOther);
      return;
    }
    this.found.push({ path, kind: 'changed', before: one.expression, after: other.expression });
  }

  private objects(one: ObjectNode, other: ObjectNode): void {
    const left = new Map(other.fields.map((field) => [field.name, field]));
    for (const field of one.fields) {
      const counterpart = left.get(field.name);
      left.delete(field.name);
      if (counterpart !== undefined) this.values(field.path, field.value, counterpart.value);
      else this.found.push({ path: field.path, kind: 'removed', before: field.value.expression });
    }
    for (const { path, value } of left.values()) {
      this.found.push({ path, kind: 'added', after: value.expression });
    }
  }

  /** Whether two values differ in the fields of their objects only. */
  private isSameAround(
    [one, inOne]: readonly [ValueNode, ObjectNode],
    [other, inOther]: readonly [ValueNode, ObjectNode],
  ): boolean {
    const { before, after } = this;
    return (
      inOne.path === inOther.path &&
      hasPlainFields(inOne) &&
      hasPlainFields(inOther) &&
      meaning(before, one.from, inOne.from) === meaning(after, other.from, inOther.from) &&
      meaning(before, inOne.to, one.to) === meaning(after, inOther.to, other.to)
    );
  }
}

/** Names that are computed or occur twice can't be told apart field by field. */
function hasPlainFields({ fields, others }: ObjectNode): boolean {
  return others.length === 0 && new Set(fields.map(({ name }: FieldNode) => name)).size === fields.length;
}

/** A part of a map without blanks and comments: equal parts mean the same. */
export function meaning(map: MapTree, from: number, to: number): string {
  const { tokens } = map.syntax;
  const parts: string[] = [];
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.to ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined || token.from >= to) break;
    if (token.kind !== 'blank' && token.kind !== 'comment') parts.push(wording(map, token));
  }
  return parts.join(' ');
}

/** Texts count by their content: quotes are a matter of taste. */
function wording({ text }: MapTree, { kind, from, to }: MapTree['syntax']['tokens'][number]): string {
  const written = text.slice(from, to);
  if (kind !== 'string' || !written.startsWith("'") || /["\\]/.test(written)) return written;
  return `"${written.slice(1, -1)}"`;
}
