import type { SyntaxNode, TextRange } from '../syntax/tree.ts';

/** The parts of an expression that makes something for each entry of a list. */
export interface ForEachSyntax {
  form: 'path' | 'map';
  /** What is gone through, in the text. */
  source: TextRange;
  /** The node that the source ends with: the source itself, or the path that it begins. */
  sourceSyntax: SyntaxNode;
  /** Steps of the path that lead to the entries; one for the form `map`. */
  sourceSteps: readonly SyntaxNode[];
  filters: readonly SyntaxNode[];
  sort: Extract<SyntaxNode, { kind: 'sort' }> | undefined;
  /** Parameters of the form `map`: the entry, its position, the list. */
  parameters: readonly string[];
  body: SyntaxNode;
  /** The result is a list whatever the source holds. */
  list: boolean;
  /** The source is one entry at most: picked by position or by a value that it must have. */
  single: boolean;
}

/** Recognises the forms of for-each: `s.{…}`, `[s.{…}]`, `s.{…}[]`, `$map(s, function($x) {…})`. */
export function asForEach(syntax: SyntaxNode): ForEachSyntax | undefined {
  const [item, ...more] = syntax.kind === 'array' ? syntax.items : [];
  if (item !== undefined && more.length === 0) {
    const inner = bare(item);
    return inner === undefined ? undefined : { ...inner, list: true };
  }
  return bare(syntax);
}

function bare(syntax: SyntaxNode): ForEachSyntax | undefined {
  if (syntax.kind === 'keepArray') {
    const inner = bare(syntax.subject);
    return inner === undefined ? undefined : { ...inner, list: true };
  }
  if (syntax.kind === 'path') return pathForm(syntax);
  return syntax.kind === 'call' ? mapForm(syntax) : undefined;
}

function pathForm(path: Extract<SyntaxNode, { kind: 'path' }>): ForEachSyntax | undefined {
  const last = path.steps.at(-1);
  const sourceSteps = path.steps.slice(0, -1);
  const end = sourceSteps.at(-1);
  if (last === undefined || end === undefined) return undefined;
  const kept = last.kind === 'keepArray';
  const body = kept ? last.subject : last;
  if (!makesObject(body)) return undefined;
  return {
    form: 'path',
    source: { from: path.from, to: end.to },
    sourceSyntax: path,
    sourceSteps,
    ...partsOf(end),
    parameters: [],
    body,
    list: kept || isKept(end),
  };
}

function mapForm(call: Extract<SyntaxNode, { kind: 'call' }>): ForEachSyntax | undefined {
  const [list, each, ...more] = call.arguments;
  if (call.callee.kind !== 'variable' || call.callee.name !== 'map' || list === undefined) return undefined;
  if (each?.kind !== 'lambda' || more.length > 0 || !makesObject(each.body)) return undefined;
  const parameters = each.parameters.flatMap((node) => (node.kind === 'variable' ? [node.name] : []));
  const { from, to } = list;
  return {
    form: 'map',
    source: { from, to },
    sourceSyntax: list,
    sourceSteps: [list],
    ...partsOf(list),
    parameters,
    body: each.body,
    list: false,
    single: false,
  };
}

/** An object, a block or condition that gives one, or a for-each of its own: `orders.( $o := $; lines.{ … } )`. */
function makesObject(node: SyntaxNode): boolean {
  const made = resultOf(node);
  return made.kind === 'object' || asForEach(made) !== undefined;
}

/** The for-each inside that makes the entries: they are its entries, in one list. */
export function innerForEach({ body }: ForEachSyntax): (ForEachSyntax & { syntax: SyntaxNode }) | undefined {
  const syntax = resultOf(body);
  const loop = asForEach(syntax);
  return loop === undefined ? undefined : { ...loop, syntax };
}

/** What a block or condition comes down to. */
function resultOf(node: SyntaxNode): SyntaxNode {
  if (node.kind === 'condition') return resultOf(node.then);
  const last = node.kind === 'block' ? node.expressions.at(-1) : undefined;
  return last === undefined ? node : resultOf(last);
}

/** Filters and order of the step that the entries come from. */
function partsOf(step: SyntaxNode): Pick<ForEachSyntax, 'filters' | 'sort' | 'single'> {
  const filters: SyntaxNode[] = [];
  let sort: ForEachSyntax['sort'];
  let next: SyntaxNode | undefined = step;
  while (next !== undefined) {
    if (next.kind === 'filter') filters.unshift(next.predicate);
    if (next.kind === 'sort') sort ??= next;
    next = subjectOf(next);
  }
  return { filters, sort, single: filters.some(picksOne) };
}

function subjectOf(node: SyntaxNode): SyntaxNode | undefined {
  switch (node.kind) {
    case 'filter':
    case 'sort':
    case 'keepArray':
    case 'bindPosition':
    case 'bindContext':
      return node.subject;
    case 'path':
      return node.steps.at(-1);
    default:
      return undefined;
  }
}

/** `[0]`, `[role = 'ST']` */
function picksOne(predicate: SyntaxNode): boolean {
  if (predicate.kind === 'number' || predicate.kind === 'negate') return true;
  if (predicate.kind !== 'binary' || predicate.operator !== '=') return false;
  return [predicate.left, predicate.right].some((side) => side.kind === 'string' || side.kind === 'number');
}

function isKept(node: SyntaxNode): boolean {
  if (node.kind === 'keepArray') return true;
  const subject = subjectOf(node);
  return subject !== undefined && isKept(subject);
}
