import type { LambdaNode, SyntaxNode } from '../tree.ts';
import { elementsOf, NOTHING, type Known } from './known.ts';

/** A function that the expression makes, and where it does. */
export interface Made {
  readonly node: LambdaNode;
  readonly scope: Scope;
}

type Infer = (node: SyntaxNode, scope: Scope) => Known;

/** What is known where an expression stands. */
export interface Scope {
  /** What bare names and `$` mean. */
  readonly context: Known;
  /** What `$$` means. */
  readonly input: Known;
  /** What `%` means, the nearest first. */
  readonly parents: readonly Known[];
  readonly variables: ReadonlyMap<string, Known>;
  readonly functions: ReadonlyMap<string, Made>;
  /** Tells what is known of an expression. */
  readonly infer: Infer;
  /** Work left: expressions are looked at again and again, and functions may call themselves. */
  readonly effort: { left: number };
}

/** Nodes looked at for one proposal. */
const EFFORT = 5000;

export function rootScope(input: Known, variables: ReadonlyMap<string, Known>, infer: Infer): Scope {
  const effort = { left: EFFORT };
  return { context: input, input, parents: [], variables, functions: new Map(), infer, effort };
}

/** The scope of what is done for each entry of a value. */
export function within(scope: Scope, value: Known): Scope {
  return { ...scope, context: elementsOf(value), parents: [scope.context, ...scope.parents] };
}

export function withVariable(scope: Scope, name: string, value: Known): Scope {
  return { ...scope, variables: new Map(scope.variables).set(name, value) };
}

/** What a function gives when its parameters have these values. */
export function inferLambda({ node, scope }: Made, values: readonly Known[], effort: Scope['effort']): Known {
  return scope.infer(node.body, { ...withParameters(node, values, scope), effort });
}

/** The scope inside a function. */
export function withParameters(node: LambdaNode, values: readonly Known[], scope: Scope): Scope {
  return node.parameters.reduce(
    (inner, parameter, index) =>
      parameter.kind === 'variable' ? withVariable(inner, parameter.name, values[index] ?? NOTHING) : inner,
    scope,
  );
}
