import { BUILTINS } from '../../jsonata/builtins/index.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { childrenOf, type TreeNode } from '../../syntax/walk.ts';
import type { MapTree } from '../nodes.ts';
import { fieldAround, type MapProblem } from './problem.ts';

/** Names that are known besides those of the language; left out: not checked. */
export interface KnownNames {
  /** Variables and functions that the caller provides, without `$`. */
  variables?: readonly string[];
  /** Keys of lookup tables. */
  tables?: readonly string[];
}

/** Functions, variables and lookup tables that there are not. */
export function checkNames(map: MapTree, { variables, tables }: KnownNames): MapProblem[] {
  const problems: MapProblem[] = [];
  const report = (node: SyntaxNode, code: MapProblem['code'], message: string): void => {
    const path = fieldAround(map, node.from)?.path ?? '';
    problems.push({ path, from: node.from, to: node.to, severity: 'error', code, message });
  };
  const known = new Set(['', '$', ...(variables ?? []), ...BUILTINS.keys()]);
  visit(map.syntax.root, known, (node, isCalled) => {
    if (node.kind === 'call') {
      const [table] = node.arguments;
      if (tables === undefined || table?.kind !== 'string' || !isLookup(node.callee)) return;
      if (!tables.includes(table.value))
        report(table, 'table.unknown', `There is no lookup table ${table.value}`);
    } else if (node.kind === 'variable') {
      if (isCalled) report(node, 'function.unknown', `There is no function $${node.name}`);
      else if (variables !== undefined)
        report(node, 'variable.unknown', `There is no variable $${node.name}`);
    }
  });
  return problems;
}

function isLookup(callee: SyntaxNode): boolean {
  return callee.kind === 'variable' && callee.name === 'lookup';
}

/** Calls for calls, and for variables that nothing around them sets. */
function visit(
  node: TreeNode,
  known: ReadonlySet<string>,
  found: (node: SyntaxNode, isCalled: boolean) => void,
  isCalled = false,
): void {
  if (node.kind === 'variable' && !known.has(node.name)) found(node, isCalled);
  if (node.kind === 'call') found(node, false);
  const inside = new Set([...known, ...namesSetBy(node)]);
  for (const child of childrenOf(node)) {
    const called = (node.kind === 'call' || node.kind === 'partial') && child === node.callee;
    visit(child, inside.size === known.size ? known : inside, found, called);
  }
}

/** Variables that hold inside a node because of the node. */
function namesSetBy(node: TreeNode): string[] {
  switch (node.kind) {
    case 'block':
      return node.expressions.flatMap(assigned);
    case 'lambda':
      return [...node.parameters.flatMap(variableName), ...assigned(node.body)];
    case 'path':
      return node.steps.flatMap(boundBy);
    case 'filter':
    case 'sort':
    case 'keepArray':
    case 'group':
    case 'bindContext':
    case 'bindPosition':
      return boundBy(node);
    case 'assign':
      return assigned(node);
    default:
      return [];
  }
}

function assigned(node: SyntaxNode): string[] {
  return node.kind === 'assign' ? [...variableName(node.target), ...assigned(node.value)] : [];
}

/** Variables that the steps of a path hand on (`@$x`, `#$i`). */
function boundBy(node: SyntaxNode): string[] {
  switch (node.kind) {
    case 'bindContext':
    case 'bindPosition':
      return [...variableName(node.variable), ...boundBy(node.subject)];
    case 'filter':
    case 'sort':
    case 'keepArray':
    case 'group':
      return boundBy(node.subject);
    case 'path':
      return node.steps.flatMap(boundBy);
    default:
      return [];
  }
}

function variableName(node: SyntaxNode): string[] {
  return node.kind === 'variable' ? [node.name] : [];
}
