import { parseSyntax } from '../syntax/parse.ts';
import type { ObjectEntry, SyntaxNode, SyntaxTree, TextRange } from '../syntax/tree.ts';
import { entryComments } from './comments.ts';
import { asForEach, innerForEach, type ForEachSyntax } from './forEachSyntax.ts';
import type {
  FormulaNode,
  MapNode,
  MapTree,
  ObjectNode,
  SortNode,
  ValueNode,
  VariableNode,
} from './nodes.ts';
import { EACH, formatPath, pathKey, type PathStep } from './paths.ts';

export interface ReadMapOptions {
  /**
   * Says whether the target has a list at a place, told as a path without `[]`. Left out, or undefined for
   * an unknown place: the form of the expression decides.
   */
  isList?: (key: string) => boolean | undefined;
}

/**
 * Reads a map as a tree in the shape of its result. Nothing is lost: what has no form of its own is a formula,
 * and every node knows its place in the text. Never throws; mistakes are in `problems`.
 */
export function readMap(text: string, options: ReadMapOptions = {}): MapTree {
  const syntax = parseSyntax(text);
  const reader = new Reader(syntax, options);
  const root = reader.value(syntax.root, []);
  return { text, root, syntax, problems: syntax.problems, nodes: reader.nodes };
}

class Reader {
  readonly nodes = new Map<string, MapNode>();
  private readonly tree: SyntaxTree;
  private readonly options: ReadMapOptions;

  constructor(tree: SyntaxTree, options: ReadMapOptions) {
    this.tree = tree;
    this.options = options;
  }

  /** The node for an expression that gives the value at a place of the result. */
  value(syntax: SyntaxNode, steps: readonly PathStep[]): ValueNode {
    const loop = asForEach(syntax);
    if (loop !== undefined) return this.forEach(syntax, loop, steps);
    switch (syntax.kind) {
      case 'object':
        return this.object(syntax, steps);
      case 'array':
        return this.list(syntax, steps);
      case 'condition':
        return this.condition(syntax, steps);
      case 'block':
        return this.block(syntax, steps);
      case 'group':
        return this.group(syntax, steps);
      case 'call':
        return this.lookup(syntax, steps);
      default:
        return this.leaf(syntax, steps);
    }
  }

  private leaf(syntax: SyntaxNode, steps: readonly PathStep[]): ValueNode {
    const constant = constantOf(syntax);
    if (constant === undefined) return this.formula(syntax, steps);
    return this.add({ kind: 'constant', ...this.common('constant', syntax, steps), value: constant.value });
  }

  private formula(syntax: SyntaxNode, steps: readonly PathStep[], role = 'formula'): FormulaNode {
    return this.add({ kind: 'formula', ...this.common(role, syntax, steps) });
  }

  private object(syntax: Extract<SyntaxNode, { kind: 'object' }>, steps: readonly PathStep[]): ObjectNode {
    const common = this.common('object', syntax, steps);
    const comments = entryComments(this.tree, syntax);
    const fields: ObjectNode['fields'][number][] = [];
    const others: FormulaNode[] = [];
    syntax.entries.forEach((entry, index) => {
      const about = comments[index];
      if (entry.key.kind === 'string' && about !== undefined) {
        fields.push(this.field(entry, entry.key.value, [...steps, entry.key.value], about));
      } else {
        others.push(this.formula(entry.value, steps, `computed ${index + 1}`));
      }
    });
    return this.add({ kind: 'object', ...common, fields, others });
  }

  private field(
    entry: ObjectEntry,
    name: string,
    steps: readonly PathStep[],
    about: { comments: readonly string[]; extent: TextRange },
  ): ObjectNode['fields'][number] {
    const { from, to } = entry;
    const common = { ...this.common('', entry.value, steps), ...this.range({ from, to }) };
    const { from: keyFrom, to: keyTo } = entry.key;
    const value = this.value(entry.value, steps);
    return this.add({
      kind: 'field',
      ...common,
      name,
      nameRange: { from: keyFrom, to: keyTo },
      value,
      ...about,
    });
  }

  private list(syntax: Extract<SyntaxNode, { kind: 'array' }>, steps: readonly PathStep[]): ValueNode {
    if (!syntax.items.some(isStructured)) return this.formula(syntax, steps);
    const common = this.common('list', syntax, steps);
    const items = syntax.items.map((item) => this.value(item, [...steps, EACH]));
    return this.add({ kind: 'list', ...common, items });
  }

  private forEach(syntax: SyntaxNode, loop: ForEachSyntax, steps: readonly PathStep[]): ValueNode {
    const made = innerForEach(loop);
    if (made !== undefined) this.flattened.add(made.syntax);
    const many = !this.flattened.has(syntax) && this.isMany(loop, steps);
    const inner: readonly PathStep[] = many ? [...steps, EACH] : steps;
    const common = this.common('each', syntax, steps);
    const source = this.add({
      kind: 'formula' as const,
      ...this.common('source', loop.sourceSyntax, inner),
      ...this.range(loop.source),
    });
    const sort = loop.sort === undefined ? undefined : this.sort(loop.sort, inner);
    const filters = loop.filters.map((filter) => this.formula(filter, inner, 'filter'));
    const body = this.value(loop.body, inner);
    const { form } = loop;
    const [variable] = loop.parameters;
    return this.add({ kind: 'forEach', ...common, form, source, sort, filters, variable, many, body });
  }

  private isMany(loop: ForEachSyntax, steps: readonly PathStep[]): boolean {
    // The result as a whole is what the program takes: one document, unless it is written as a list.
    const said = steps.length === 0 ? false : this.options.isList?.(pathKey(steps));
    return isList(loop) || (said ?? (steps.length > 0 && !isSingle(loop)));
  }

  private sort(syntax: Extract<SyntaxNode, { kind: 'sort' }>, steps: readonly PathStep[]): SortNode {
    const first = syntax.terms[0];
    const last = syntax.terms.at(-1);
    const range = { from: first?.from ?? syntax.to, to: last?.to ?? syntax.to };
    const terms = syntax.terms.map(({ expression, descending }) => ({
      ...this.range(expression),
      descending,
    }));
    return this.add({ kind: 'sort', ...this.common('sort', syntax, steps), ...this.range(range), terms });
  }

  private group(syntax: Extract<SyntaxNode, { kind: 'group' }>, steps: readonly PathStep[]): ValueNode {
    const [entry, ...more] = syntax.entries;
    if (entry === undefined || more.length > 0) return this.formula(syntax, steps);
    const inner: readonly PathStep[] = [...steps, EACH];
    return this.add({
      kind: 'group',
      ...this.common('group', syntax, steps),
      source: this.formula(syntax.subject, steps, 'source'),
      key: this.formula(entry.key, steps, 'key'),
      body: this.value(entry.value, inner),
    });
  }

  private condition(
    syntax: Extract<SyntaxNode, { kind: 'condition' }>,
    steps: readonly PathStep[],
  ): ValueNode {
    return this.add({
      kind: 'condition',
      ...this.common('condition', syntax, steps),
      condition: this.formula(syntax.condition, steps, 'if'),
      then: this.value(syntax.then, steps),
      otherwise: syntax.else === undefined ? undefined : this.value(syntax.else, steps),
    });
  }

  private block(syntax: Extract<SyntaxNode, { kind: 'block' }>, steps: readonly PathStep[]): ValueNode {
    const result = syntax.expressions.at(-1);
    const before = syntax.expressions.slice(0, -1);
    if (result === undefined || result.kind === 'assign') return this.formula(syntax, steps);
    const common = this.common('block', syntax, steps);
    const variables = before.filter(isAssignment).map((assignment) => this.variable(assignment, steps));
    const checks = before
      .filter((expression) => !isAssignment(expression))
      .map((expression, index) => this.formula(expression, steps, `check ${index + 1}`));
    return this.add({ kind: 'block', ...common, variables, checks, result: this.value(result, steps) });
  }

  private variable(syntax: Assignment, steps: readonly PathStep[]): VariableNode {
    const { name } = syntax.target;
    const common = this.common(`$${name}`, syntax, steps);
    return this.add({
      kind: 'variable',
      ...common,
      name,
      value: this.formula(syntax.value, steps, `$${name} value`),
    });
  }

  private lookup(syntax: Extract<SyntaxNode, { kind: 'call' }>, steps: readonly PathStep[]): ValueNode {
    const [table, key, options, ...more] = syntax.arguments;
    const isLookup = syntax.callee.kind === 'variable' && syntax.callee.name === 'lookup';
    if (!isLookup || table?.kind !== 'string' || key === undefined || more.length > 0) {
      return this.formula(syntax, steps);
    }
    return this.add({
      kind: 'lookup',
      ...this.common('lookup', syntax, steps),
      table: table.value,
      key: this.formula(key, steps, 'key'),
      options: options === undefined ? undefined : this.formula(options, steps, 'options'),
    });
  }

  private common(role: string, syntax: SyntaxNode, steps: readonly PathStep[]) {
    const path = formatPath(steps);
    return {
      id: this.freeId(role === '' ? path : `${path}|${role}`),
      path,
      steps,
      syntax,
      ...this.range(syntax),
    };
  }

  private range({ from, to }: TextRange) {
    return { from, to, expression: this.tree.text.slice(from, to) };
  }

  /** Ids that are taken (two branches, entries of a list) are numbered. */
  private freeId(wanted: string): string {
    let id = wanted;
    for (let count = 2; this.taken.has(id); count += 1) id = `${wanted}#${count}`;
    this.taken.add(id);
    return id;
  }

  private readonly taken = new Set<string>();

  /** Expressions whose entries go into the list of a for-each around them. */
  private readonly flattened = new Set<SyntaxNode>();

  private add<Node extends MapNode>(node: Node): Node {
    this.nodes.set(node.id, node);
    return node;
  }
}

function isList(loop: ForEachSyntax): boolean {
  const inner = innerForEach(loop);
  return loop.list || (inner !== undefined && isList(inner));
}

function isSingle(loop: ForEachSyntax): boolean {
  const inner = innerForEach(loop);
  return loop.single && (inner === undefined || isSingle(inner));
}

type Assignment = Extract<SyntaxNode, { kind: 'assign' }> & {
  target: Extract<SyntaxNode, { kind: 'variable' }>;
};

function isAssignment(node: SyntaxNode): node is Assignment {
  return node.kind === 'assign' && node.target.kind === 'variable';
}

/** Lists of plain expressions (`[a, b]`, `[1..5]`) are formulas; lists of objects have a picture. */
function isStructured(node: SyntaxNode): boolean {
  return (
    node.kind === 'object' ||
    asForEach(node) !== undefined ||
    (node.kind === 'condition' && isStructured(node.then))
  );
}

function constantOf(syntax: SyntaxNode): { value: string | number | boolean | null } | undefined {
  switch (syntax.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return { value: syntax.value };
    case 'null':
      return { value: null };
    case 'negate':
      return syntax.operand.kind === 'number' ? { value: -syntax.operand.value } : undefined;
    default:
      return undefined;
  }
}
