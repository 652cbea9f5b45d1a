import { findField, objectIn } from '../edit/locate.ts';
import { fieldsOf, listsOf, type MapField } from '../fields.ts';
import { linesOf, traceMap } from '../lines.ts';
import type { MapTree } from '../nodes.ts';
import { EACH, formatPath, parsePath, pathKey, type PathStep } from '../paths.ts';
import { readMap } from '../read.ts';
import { sourceExpression } from '../sourceExpression.ts';
import type { Scope } from '../trace.ts';
import { LeafIndex } from './candidates.ts';
import { leavesOf, type Leaf } from './features.ts';
import { listsAround, matchLists, type ListMatch } from './lists.ts';
import { pickedLeaves } from './picked.ts';
import { reasonsOf } from './score.ts';
import { DOCUMENT_ROOTS } from './vocabulary.ts';

/** What a document looks like: its schema, samples, or both. */
export interface DocumentDescription {
  schema?: object;
  samples?: readonly unknown[];
}

/** A proposal for one field of the target. Nothing is changed by it. */
export interface MappingSuggestion {
  /** `forEach`: a list made of a list; `field`: a value. */
  kind: 'forEach' | 'field';
  /** `lines[].quantity`; of a list its entries, `lines[]`; empty for what the whole map starts from. */
  target: string;
  /** `lines[].qty` */
  source: string;
  /** What would be written at the target's place. */
  expression: string;
  /** From 0 to 1. */
  score: number;
  /** In words for people. */
  reasons: readonly string[];
}

export interface SuggestOptions {
  source: DocumentDescription;
  target: DocumentDescription;
  /** The map so far: only what it lacks is suggested. */
  map?: string;
  /** Suggestions with a lower score are left out; default 0.55. */
  minScore?: number;
}

const DEFAULT_MIN_SCORE = 0.55;
/** From this score on a source field may serve a second target field. */
const CLEAR = 0.95;
/** Fields of what is around a list serve the list's entries less likely than the entries' own. */
const OUTER_FACTOR = 0.75;

/**
 * Suggests from where the target's fields can be taken: lists are matched with lists first, then fields
 * within them, each source field for one target field unless it clearly serves several.
 * @returns lists before their fields, in the target's order
 */
export function suggestMappings(options: SuggestOptions): MappingSuggestion[] {
  return new Matching(options).suggestions();
}

class Matching {
  private readonly map: MapTree;
  private readonly minScore: number;
  private readonly sourceFields: readonly MapField[];
  private readonly targetFields: readonly MapField[];
  private readonly base: readonly PathStep[];
  private readonly sourceLeaves: readonly Leaf[];
  private readonly targetLeaves: readonly Leaf[];
  /** Lists of the source by lists of the target, of the map and suggested. */
  private readonly lists = new Map<string, string>();

  constructor({ source, target, map = '', minScore = DEFAULT_MIN_SCORE }: SuggestOptions) {
    this.minScore = minScore;
    this.sourceFields = fieldsOf(source);
    this.targetFields = fieldsOf(target);
    this.map = readMap(map, { isList: listsOf(this.targetFields) });
    this.base = this.findBase();
    const title = titleOf(source.schema);
    const plain = leavesOf(this.sourceFields, title, this.base);
    this.sourceLeaves = [...plain, ...pickedLeaves(plain, this.base, title)];
    this.targetLeaves = leavesOf(this.targetFields, titleOf(target.schema), []);
  }

  suggestions(): MappingSuggestion[] {
    for (const { target, source, node, kind } of linesOf(this.map, this.sourceFields)) {
      if (kind !== 'direct' || !target.endsWith('[]')) continue;
      if (this.map.nodes.get(node)?.kind === 'forEach') this.lists.set(target, source);
    }
    const { sourceFields, sourceLeaves, targetFields, targetLeaves, base } = this;
    const found = matchLists(
      { fields: sourceFields, leaves: sourceLeaves, base },
      { fields: targetFields, leaves: targetLeaves },
      this.lists,
    ).filter(({ target, score }) => score >= this.minScore && this.isFree(target));
    for (const { target, source } of found) this.lists.set(target, source);
    const fields = this.matchFields();
    const needed = new Set(fields.flatMap(({ target }) => listsAround(target)));
    const loops = found.filter(({ target }) => needed.has(target)).map((match) => this.forEach(match));
    return this.inOrder([...this.start(), ...loops, ...fields]);
  }

  /** What names are looked for in, outside of lists. */
  private findBase(): readonly PathStep[] {
    const { root } = this.map;
    if (root.syntax.kind !== 'missing') {
      const scope = this.scopeAt('') ?? { context: [], variables: new Map() };
      const key = pathKey(scope.context[0]?.steps ?? []);
      return key === '' ? [] : (this.sourceFields.find(({ steps }) => pathKey(steps) === key)?.steps ?? []);
    }
    const paths = new Set(this.sourceFields.map(({ path }) => path));
    return parsePath(DOCUMENT_ROOTS.find((path) => paths.has(path)) ?? '') ?? [];
  }

  /** The path before it all, for a map that has yet to be begun. */
  private start(): MappingSuggestion[] {
    if (this.base.length === 0 || this.map.root.syntax.kind !== 'missing') return [];
    const source = formatPath(this.base);
    const expression = pathKey(this.base);
    return [
      {
        kind: 'forEach',
        target: '',
        source,
        expression,
        score: 1,
        reasons: ['the document of an interchange'],
      },
    ];
  }

  private matchFields(): MappingSuggestion[] {
    const index = new LeafIndex(this.sourceLeaves.filter((leaf) => !this.isOfMatchedList(leaf)));
    const pairs: Pair[] = [];
    for (const target of this.targetLeaves) {
      if (!this.isFree(target.field.path)) continue;
      for (const [step, list] of this.contextsOf(target).entries()) {
        const factor = step === 0 ? 1 : OUTER_FACTOR;
        index.fitting(target, list, this.minScore / factor, (source, score) => {
          pairs.push({ target, source, score: score * factor });
        });
      }
    }
    return assign(pairs).map((pair) => this.field(pair));
  }

  /**
   * The first entry of a list says nothing for all where each entry has a place of its own; but where the whole
   * document is a list of rows, what rows have in common is taken from the first.
   */
  private isOfMatchedList({ picked }: Leaf): boolean {
    if (picked === undefined || picked.code !== undefined || picked.list.length === 0) return false;
    return [...this.lists.values()].includes(formatPath([...picked.list, EACH]));
  }

  /** Lists of the source whose fields can be taken for a field of the target, from the inside out. */
  private contextsOf({ list }: Leaf): string[] {
    if (list === '') return [''];
    const source = this.lists.get(list);
    if (source === undefined) return [];
    const outer = listsAround(source)
      .slice(1)
      .filter((path) => path.length > formatPath(this.base).length);
    return [source, ...outer, ''];
  }

  private forEach({ target, source, score, reasons }: ListMatch): MappingSuggestion {
    const [, around = ''] = listsAround(target);
    const expression = sourceExpression(this.scopeFor(around), source);
    return { kind: 'forEach', target, source, expression, score: rounded(score), reasons };
  }

  private field({ target, source, score }: Pair): MappingSuggestion {
    const scope = this.scopeFor(target.list);
    const path = this.pathExpression(scope, source);
    const [from, to] = [source.field.type, target.field.type];
    const [expression, note] =
      from === 'text' && to === 'number'
        ? [`$number(${path})`, ['the text is turned into a number']]
        : from === 'number' && to === 'text'
          ? [`$string(${path})`, ['the number is turned into text']]
          : [path, []];
    return {
      kind: 'field',
      target: target.field.path,
      source: source.field.path,
      expression,
      score: rounded(score),
      reasons: [...reasonsOf(source, target), ...(target.list === '' ? [] : ['same parent list']), ...note],
    };
  }

  private pathExpression(scope: Scope, { field, picked }: Leaf): string {
    if (picked === undefined) return sourceExpression(scope, field.path);
    const list = sourceExpression(scope, formatPath(picked.list));
    const rest = sourceExpression({ context: [], variables: new Map() }, formatPath(picked.rest));
    return `${list}[${picked.condition}].${rest.replace(/^\$\$\./, '')}`;
  }

  private scopeFor(list: string): Scope {
    const known = this.scopeAt(list);
    if (known !== undefined) return known;
    const source = list === '' ? this.base : (parsePath(this.lists.get(list) ?? '') ?? []);
    return { context: [{ steps: source, from: 0, to: 0 }], variables: new Map() };
  }

  /** What is known in the map where the entries of a list are made. */
  private scopeAt(list: string): Scope | undefined {
    const value = list === '' ? this.map.root : findField(this.map, list)?.value;
    const object = value === undefined ? undefined : objectIn(value);
    return object === undefined ? undefined : traceMap(this.map).scopes.get(object.id);
  }

  /** Whether the map has nothing at a place of the target yet. */
  private isFree(path: string): boolean {
    const field = findField(this.map, path.replace(/\[\]$/, ''));
    if (field !== undefined) {
      const object = field.value.kind === 'object' ? field.value : undefined;
      return object !== undefined && object.fields.length === 0 && object.others.length === 0;
    }
    return !this.isFormulaAbove(path);
  }

  /** Below a formula nothing can be added: whoever wrote it has thought of it. */
  private isFormulaAbove(path: string): boolean {
    const steps = parsePath(path) ?? [];
    for (let length = steps.length - 1; length > 0; length -= 1) {
      if (steps[length - 1] === EACH) continue;
      const field = findField(this.map, formatPath(steps.slice(0, length)));
      if (field !== undefined) return objectIn(field.value) === undefined;
    }
    return this.map.root.syntax.kind !== 'missing' && objectIn(this.map.root) === undefined;
  }

  private inOrder(suggestions: readonly MappingSuggestion[]): MappingSuggestion[] {
    const order = new Map(this.targetFields.map(({ path }, index) => [path, index]));
    const place = ({ target }: MappingSuggestion): number => (target === '' ? -1 : (order.get(target) ?? 0));
    return suggestions.toSorted((one, other) => place(one) - place(other));
  }
}

/** A field of the source for a field of the target. */
interface Pair {
  target: Leaf;
  source: Leaf;
  score: number;
}

/** The best pairs, each target once; a source twice only where it clearly serves two different things. */
function assign(pairs: readonly Pair[]): Pair[] {
  const targets = new Set<Leaf>();
  const uses = new Map<Leaf, Set<string>>();
  const chosen: Pair[] = [];
  for (const pair of pairs.toSorted((one, other) => other.score - one.score)) {
    if (targets.has(pair.target)) continue;
    const thing = thingOf(pair.target);
    const used = uses.get(pair.source);
    if (used !== undefined && (pair.score < CLEAR || used.has(thing))) continue;
    targets.add(pair.target);
    uses.set(pair.source, (used ?? new Set()).add(thing));
    chosen.push(pair);
  }
  return chosen;
}

/** Two targets that are the same thing of the trade compete for a source. */
function thingOf({ features: { concept, name, holders } }: Leaf): string {
  return [...holders, concept ?? name].join(' / ');
}

function rounded(score: number): number {
  return Math.round(score * 100) / 100;
}

function titleOf(schema: object | undefined): string {
  if (schema === undefined || !('title' in schema)) return '';
  return typeof schema.title === 'string' ? schema.title : '';
}
