import { parseSyntax } from '../parse.ts';
import type { BlockNode, ConditionNode, PathNode, SyntaxNode, SyntaxTree, TextRange } from '../tree.ts';
import { nodesAt } from '../walk.ts';
import { applyChanges, type TextChange } from './changes.ts';
import { findSign, indentAt, isTrivia, tokenIndexAt } from './tokens.ts';

/** Writes something in the place of a node. */
export function replaceNode(tree: SyntaxTree, node: SyntaxNode, expression: string): TextChange[] {
  return enclose(tree, node, { node: expression });
}

interface Surrounding {
  before?: string;
  /** Left out: the text of the node stays. */
  node?: string;
  after?: string;
}

/**
 * Puts text around a node, or in its place too, and brackets around all of it where the text
 * outside would tear it apart otherwise.
 */
function enclose(
  tree: SyntaxTree,
  target: SyntaxNode,
  { before = '', node, after = '' }: Surrounding,
): TextChange[] {
  const { from, to, space } = writingPlace(tree, target);
  const changesWith = (open: string, close: string): TextChange[] =>
    node === undefined
      ? [
          { from, to: from, insert: `${space}${open}${before}` },
          { from: to, to, insert: `${after}${close}` },
        ]
      : [{ from, to, insert: `${space}${open}${before}${node}${after}${close}` }];
  const written = before + (node ?? tree.text.slice(from, to)) + after;
  const plain = changesWith('', '');
  const isWhole = standsWhole(applyChanges(tree.text, plain), from + space.length, written);
  return isWhole ? plain : changesWith('(', ')');
}

/** Where a node is written; a missing one gets a blank before it, or uses the one that is there. */
function writingPlace({ text }: SyntaxTree, { from, to, kind }: SyntaxNode): TextRange & { space: string } {
  if (kind !== 'missing' || from === 0) return { from, to, space: '' };
  if (text[from] === ' ') return { from: from + 1, to: to + 1, space: '' };
  return { from, to, space: /[\s([{.]/.test(text.charAt(from - 1)) ? '' : ' ' };
}

/** Whether an expression within a text is read as it is read alone. */
function standsWhole(text: string, from: number, written: string): boolean {
  const alone = parseSyntax(written);
  if (alone.problems.length > 0) return true;
  const { root } = alone;
  return nodesAt(parseSyntax(text).root, from + root.from).some(
    (node) => node.kind === root.kind && node.from === from + root.from && node.to === from + root.to,
  );
}

/** What may stand before a dot without brackets. */
const STEPS: ReadonlySet<SyntaxNode['kind']> = new Set([
  'name', 'variable', 'path', 'filter', 'keepArray', 'call', 'block', 'array', 'parent', 'wildcard', 'descendants',
  'bindContext', 'bindPosition',
]); // prettier-ignore

/** Makes a node once for each item of a list: `list.{…}`. Anything but an object gets brackets. */
export function wrapForEach(tree: SyntaxTree, node: SyntaxNode, list: string): TextChange[] {
  const isStep = STEPS.has(parseSyntax(list).root.kind);
  const path = isStep ? list : `(${list})`;
  const bracketed = node.kind !== 'object' && node.kind !== 'block';
  return enclose(tree, node, { before: bracketed ? `${path}.(` : `${path}.`, after: bracketed ? ')' : '' });
}

/** Leaves of a path the last step only. */
export function unwrapForEach(path: PathNode): TextChange[] {
  const last = path.steps.at(-1);
  return last ? [{ from: path.from, to: last.from, insert: '' }] : [];
}

/** Makes a node under a condition only. @param otherwise what stands in its place else; nothing when left out */
export function wrapCondition(
  tree: SyntaxTree,
  node: SyntaxNode,
  condition: string,
  otherwise?: string,
): TextChange[] {
  const after = otherwise === undefined ? '' : ` : ${otherwise}`;
  return enclose(tree, node, { before: `${condition} ? `, after });
}

/** Leaves of a condition one branch only, with the comments beside it. */
export function unwrapCondition(
  tree: SyntaxTree,
  node: ConditionNode,
  branch: 'then' | 'else' = 'then',
): TextChange[] {
  const kept = node[branch];
  if (!kept) return [];
  const sign =
    branch === 'then'
      ? node.at
      : (findSign(tree, ':', { from: node.then.to, to: kept.from })?.from ?? node.at);
  const colon = findSign(tree, ':', { from: kept.to, to: node.to });
  const end = branch === 'then' ? (colon?.from ?? node.to) : node.to;
  const changes: TextChange[] = [{ from: node.from, to: afterBlank(tree, sign + 1), insert: '' }];
  if (end < node.to) changes.push({ from: beforeBlank(tree, end), to: node.to, insert: '' });
  return changes;
}

function afterBlank(tree: SyntaxTree, offset: number): number {
  const token = tree.tokens[tokenIndexAt(tree, offset)];
  return token?.kind === 'blank' ? token.to : offset;
}

function beforeBlank(tree: SyntaxTree, offset: number): number {
  const token = tree.tokens[tokenIndexAt(tree, offset) - 1];
  return token?.kind === 'blank' ? token.from : offset;
}

/**
 * Gives a value a name that a node can use. A block gets it behind its other variables; anything
 * else is put into a block.
 * @param name without `$`
 */
export function addVariable(tree: SyntaxTree, node: SyntaxNode, name: string, value: string): TextChange[] {
  const assignment = `$${name} := ${value};`;
  if (node.kind === 'block') return [intoBlock(tree, node, assignment)];
  const indent = indentAt(tree.text, node.from);
  const isLong = tree.text.slice(node.from, node.to).includes('\n');
  const [blank, end] = isLong ? [`\n${indent}  `, `\n${indent}`] : [' ', ''];
  return [
    { from: node.from, to: node.from, insert: `(${isLong ? blank : ''}${assignment}${blank}` },
    { from: node.to, to: node.to, insert: `${end})` },
  ];
}

function intoBlock(tree: SyntaxTree, block: BlockNode, assignment: string): TextChange {
  const next = block.expressions.find(({ kind }) => kind !== 'assign');
  if (!next) {
    const last = block.expressions.at(-1);
    const at = last?.to ?? block.from + 1;
    return { from: at, to: at, insert: last ? `; ${assignment}` : assignment };
  }
  const from = startWithComments(tree, next.from);
  const isLong = tree.text.slice(block.from, next.from).includes('\n');
  return { from, to: from, insert: assignment + (isLong ? `\n${indentAt(tree.text, next.from)}` : ' ') };
}

/** Where the comments before an expression begin: they stay with it. */
function startWithComments(tree: SyntaxTree, offset: number): number {
  let start = offset;
  for (let index = tokenIndexAt(tree, offset) - 1; index >= 0; index--) {
    const token = tree.tokens[index];
    if (!token || !isTrivia(token)) break;
    if (token.kind === 'comment') start = token.from;
  }
  return start;
}
