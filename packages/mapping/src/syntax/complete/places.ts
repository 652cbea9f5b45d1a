import type * as Tree from '../tree.ts';
import type { SyntaxNode } from '../tree.ts';
import { childrenOf, type TreeNode } from '../walk.ts';
import { parametersOf } from './calls.ts';
import { advance, afterExpression, infer, inferPath } from './infer.ts';
import { withParameters, within, type Scope } from './scope.ts';

/** A node with what is known where it stands. */
export interface Place {
  readonly node: TreeNode;
  readonly scope: Scope;
}

/** The nodes from the root to the innermost one at an offset, and what is known at each. */
export function placesAt(root: SyntaxNode, offset: number, scope: Scope): Place[] {
  const places: Place[] = [{ node: root, scope }];
  let place: Place | undefined = places[0];
  while (place) {
    const { node, scope: around }: Place = place;
    const child: TreeNode | undefined = childrenOf(node).findLast(
      ({ from, to }) => from <= offset && offset <= to,
    );
    place = child && { node: child, scope: scopeOfChild(node, child, around, places) };
    if (place) places.push(place);
  }
  return places;
}

/** What is known directly inside the brackets of a node where nothing has been written yet. */
export function scopeInside({ node, scope }: Place, offset: number): Scope {
  const isBracket =
    (node.kind === 'keepArray' || node.kind === 'group' || node.kind === 'sort') && offset > node.at;
  return isBracket ? inSubject(node, scope) : scope;
}

function scopeOfChild(node: TreeNode, child: TreeNode, scope: Scope, around: readonly Place[]): Scope {
  switch (node.kind) {
    case 'path':
      return inferPath(
        node.steps.slice(
          0,
          node.steps.findIndex((step) => step === child),
        ),
        scope,
      ).next;
    case 'filter':
    case 'sort':
    case 'group':
      return child === node.subject ? scope : inSubject(node, scope);
    case 'block':
      return node.expressions
        .slice(
          0,
          node.expressions.findIndex((one) => one === child),
        )
        .reduce((inner, one) => afterExpression(one, inner), scope);
    case 'lambda':
      return child === node.body ? withParameters(node, valuesFor(node, scope, around), scope) : scope;
    case 'transform':
      return child === node.pattern
        ? subjectOfTransform(scope, around)
        : within(scope, infer(node.pattern, subjectOfTransform(scope, around)));
    default:
      return scope;
  }
}

function inSubject(
  node: Tree.FilterNode | Tree.SortNode | Tree.GroupNode | Tree.KeepArrayNode,
  scope: Scope,
): Scope {
  const value = infer(node.subject, scope);
  if (node.subject.kind === 'path') {
    const { next } = inferPath(node.subject.steps, scope);
    return next;
  }
  return advance(node.subject, value, scope);
}

/** What a function written as an argument gets from the function that it is given to. */
function valuesFor(node: Tree.LambdaNode, scope: Scope, around: readonly Place[]) {
  const call = around.at(-2)?.node;
  if (call?.kind !== 'call' || call.callee.kind !== 'variable' || !call.arguments.includes(node)) return [];
  const chain = around.at(-3)?.node;
  const first = chain?.kind === 'apply' && chain.right === call ? [chain.left] : [];
  return parametersOf(call.callee.name, [...first, ...call.arguments], scope);
}

function subjectOfTransform(scope: Scope, around: readonly Place[]): Scope {
  const chain = around.at(-2)?.node;
  return chain?.kind === 'apply' ? within(scope, infer(chain.left, scope)) : scope;
}
