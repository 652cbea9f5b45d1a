import type { ObjectEntry, SortTerm, SyntaxNode } from './tree.ts';

/** Everything in a tree that has a place: expressions, entries of objects, terms of an order-by. */
export type TreeNode = SyntaxNode | ObjectEntry | SortTerm;

/** What stands directly inside a node, in the order of the text. */
export function childrenOf(node: TreeNode): readonly TreeNode[] {
  switch (node.kind) {
    case 'path':
      return node.steps;
    case 'filter':
      return [node.subject, node.predicate];
    case 'keepArray':
      return [node.subject];
    case 'sort':
      return [node.subject, ...node.terms];
    case 'sortTerm':
      return [node.expression];
    case 'group':
      return [node.subject, ...node.entries];
    case 'entry':
      return [node.key, node.value];
    case 'bindPosition':
    case 'bindContext':
      return [node.subject, node.variable];
    case 'array':
      return node.items;
    case 'range':
      return [node.start, node.end];
    case 'object':
      return node.entries;
    case 'block':
      return node.expressions;
    default:
      return childrenOfOperation(node);
  }
}

function childrenOfOperation(node: TreeNode): readonly TreeNode[] {
  switch (node.kind) {
    case 'call':
    case 'partial':
      return [node.callee, ...node.arguments];
    case 'lambda':
      return [...node.parameters, node.body];
    case 'condition':
      return node.else ? [node.condition, node.then, node.else] : [node.condition, node.then];
    case 'default':
    case 'coalesce':
    case 'binary':
    case 'apply':
      return [node.left, node.right];
    case 'negate':
      return [node.operand];
    case 'assign':
      return [node.target, node.value];
    case 'transform':
      return node.delete ? [node.pattern, node.update, node.delete] : [node.pattern, node.update];
    case 'fragments':
      return node.parts;
    default:
      return [];
  }
}

/** Calls for a node and everything inside it, in the order of the text. */
export function walk(node: TreeNode, visit: (node: TreeNode) => void): void {
  visit(node);
  for (const child of childrenOf(node)) walk(child, visit);
}

/**
 * The nodes from the root to the innermost one that contains an offset; its ends count as inside.
 * Where two nodes meet, the later one is taken.
 */
export function nodesAt(root: SyntaxNode, offset: number): TreeNode[] {
  const found: TreeNode[] = [];
  let next: TreeNode | undefined = root;
  while (next) {
    found.push(next);
    next = childrenOf(next).findLast(({ from, to }) => from <= offset && offset <= to);
  }
  return found;
}
