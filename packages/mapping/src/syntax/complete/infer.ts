import type * as Tree from '../tree.ts';
import type { SyntaxNode } from '../tree.ts';
import { inferCall } from './calls.ts';
import {
  asList,
  eitherOf,
  elementsOf,
  fieldOf,
  fieldsOf,
  isListed,
  NOTHING,
  ofFields,
  ofType,
  type Known,
} from './known.ts';
import { withVariable, within, type Scope } from './scope.ts';

/** What is known of an expression's value. */
export function infer(node: SyntaxNode, scope: Scope): Known {
  scope.effort.left -= 1;
  if (scope.effort.left < 0) return NOTHING;
  switch (node.kind) {
    case 'name':
      return fieldOf(scope.context, node.value);
    case 'variable':
      return inferVariable(node, scope);
    case 'path':
      return inferPath(node.steps, scope).value;
    case 'filter':
    case 'sort':
      return infer(node.subject, scope);
    case 'keepArray':
      return asList(infer(node.subject, scope));
    case 'bindContext':
    case 'bindPosition':
      return infer(node.subject, scope);
    case 'group':
      return made(node.entries, within(scope, infer(node.subject, scope)));
    case 'object':
      return made(node.entries, scope);
    case 'array':
      return asList(eitherOf(node.items.map((item) => elementsOf(infer(item, scope)))));
    case 'wildcard':
      return eitherOf([...fieldsOf(scope.context).values()]);
    case 'parent':
      return scope.parents[0] ?? NOTHING;
    default:
      return inferOperation(node, scope);
  }
}

function inferOperation(node: SyntaxNode, scope: Scope): Known {
  switch (node.kind) {
    case 'block':
      return inferBlock(node, scope);
    case 'call':
      return inferCall(node, [], scope);
    case 'apply':
      return inferApply(node, scope);
    case 'condition':
      return eitherOf([node.then, ...(node.else ? [node.else] : [])].map((one) => infer(one, scope)));
    case 'default':
    case 'coalesce':
      return eitherOf([infer(node.left, scope), infer(node.right, scope)]);
    case 'assign':
      return infer(node.value, scope);
    case 'binary':
      return ofType(resultOf(node.operator));
    default:
      return inferLiteral(node);
  }
}

function inferLiteral(node: SyntaxNode): Known {
  switch (node.kind) {
    case 'string':
      return ofType('text');
    case 'number':
    case 'negate':
      return ofType('number');
    case 'range':
      return asList(ofType('number'));
    case 'boolean':
    case 'null':
      return ofType(node.kind);
    case 'lambda':
    case 'partial':
    case 'regex':
    case 'transform':
      return ofType('function');
    default:
      return NOTHING;
  }
}

function resultOf(operator: Tree.BinaryOperator): 'text' | 'number' | 'boolean' {
  if (operator === '&') return 'text';
  return ['+', '-', '*', '/', '%'].includes(operator) ? 'number' : 'boolean';
}

function inferVariable({ name }: Tree.VariableNode, scope: Scope): Known {
  if (name === '') return scope.context;
  return name === '$' ? scope.input : (scope.variables.get(name) ?? NOTHING);
}

/** The value of a path's steps, and the scope in which the next step would stand. */
export function inferPath(steps: readonly SyntaxNode[], scope: Scope): { value: Known; next: Scope } {
  let next = scope;
  let value = scope.context;
  let isList = false;
  for (const step of steps) {
    // A text on the way is a name.
    value = step.kind === 'string' ? fieldOf(next.context, step.value) : infer(step, next);
    isList ||= isListed(value);
    next =
      step.kind === 'parent'
        ? { ...next, context: elementsOf(value), parents: next.parents.slice(1) }
        : advance(step, value, next);
  }
  return { value: isList ? asList(value) : value, next };
}

/** Behind a step its value is the context; one that binds it leaves the context as it was. */
export function advance(step: SyntaxNode, value: Known, scope: Scope): Scope {
  const bound = bindings(step, value, scope);
  return bindsContext(step) ? bound : within(bound, value);
}

function bindsContext(step: SyntaxNode): boolean {
  if (step.kind === 'bindContext') return true;
  return hasSubject(step) && bindsContext(step.subject);
}

function hasSubject(
  step: SyntaxNode,
): step is
  Tree.FilterNode | Tree.KeepArrayNode | Tree.BindPositionNode | Tree.BindContextNode | Tree.SortNode {
  return ['filter', 'keepArray', 'bindPosition', 'bindContext', 'sort'].includes(step.kind);
}

/** The scope with the variables that `@` and `#` in a step give values to. */
function bindings(step: SyntaxNode, value: Known, scope: Scope): Scope {
  if (!hasSubject(step)) return scope;
  const inner = bindings(step.subject, value, scope);
  if (step.kind === 'bindContext' && step.variable.kind === 'variable')
    return withVariable(inner, step.variable.name, elementsOf(value));
  if (step.kind === 'bindPosition' && step.variable.kind === 'variable')
    return withVariable(inner, step.variable.name, ofType('number'));
  return inner;
}

function made(entries: readonly Tree.ObjectEntry[], scope: Scope): Known {
  const fields = entries.flatMap(({ key, value }): [string, Known][] =>
    key.kind === 'string' ? [[key.value, infer(value, scope)]] : [],
  );
  return ofFields(new Map(fields));
}

/** The scope behind an expression of a block: what it assigns is known from there on. */
export function afterExpression(node: SyntaxNode, scope: Scope): Scope {
  if (node.kind !== 'assign' || node.target.kind !== 'variable') return scope;
  const { name } = node.target;
  if (node.value.kind === 'lambda') {
    const functions = new Map(scope.functions).set(name, { node: node.value, scope });
    return { ...withVariable(scope, name, ofType('function')), functions };
  }
  return withVariable(afterExpression(node.value, scope), name, infer(node.value, scope));
}

function inferBlock({ expressions }: Tree.BlockNode, scope: Scope): Known {
  let inner = scope;
  for (const expression of expressions.slice(0, -1)) inner = afterExpression(expression, inner);
  const last = expressions.at(-1);
  return last ? infer(last, inner) : NOTHING;
}

function inferApply({ left, right }: Tree.ApplyNode, scope: Scope): Known {
  if (right.kind === 'call') return inferCall(right, [left], scope);
  if (right.kind === 'transform') return infer(left, scope);
  if (right.kind === 'variable') return inferCall({ callee: right, arguments: [] }, [left], scope);
  return NOTHING;
}
