import { functionCatalogue } from '../../jsonata/builtins/index.ts';
import type { SyntaxNode } from '../tree.ts';
import { inferLambda, type Scope } from './scope.ts';
import {
  asList,
  eitherOf,
  elementsOf,
  fieldOf,
  fieldsOf,
  NOTHING,
  ofFields,
  ofType,
  type Known,
  type TypeName,
} from './known.ts';

/** What of a call matters here: `x ~> $f` has no brackets. */
interface Called {
  readonly callee: SyntaxNode;
  readonly arguments: readonly SyntaxNode[];
}

/** Functions that give entries of what they are given first. */
const SELECTING: ReadonlySet<string> = new Set([
  'filter',
  'single',
  'sort',
  'reverse',
  'distinct',
  'shuffle',
  'append',
]);

/** Types by their letter in a signature. */
const LETTERS: Readonly<Record<string, TypeName>> = {
  s: 'text',
  n: 'number',
  b: 'boolean',
  l: 'null',
  o: 'object',
  a: 'list',
  f: 'function',
};

const RESULTS: ReadonlyMap<string, Known> = new Map(
  functionCatalogue.map(({ name, signature }) => [name, resultOf(signature)]),
);

function resultOf(signature: string): Known {
  const [, letter = '', inner] = /:([a-z])(?:<([a-z])>)?>$/.exec(signature) ?? [];
  const type = LETTERS[letter];
  if (type !== 'list') return type === undefined ? NOTHING : ofType(type);
  const items = LETTERS[inner ?? ''];
  return asList(items === undefined ? NOTHING : ofType(items));
}

/** What a call gives. @param first arguments before those in the brackets: the left side of `~>` */
export function inferCall(
  { callee, arguments: list }: Called,
  first: readonly SyntaxNode[],
  scope: Scope,
): Known {
  const args = [...first, ...list];
  if (callee.kind !== 'variable') return NOTHING;
  const own = scope.functions.get(callee.name);
  if (own)
    return inferLambda(
      own,
      args.map((one) => scope.infer(one, scope)),
      scope.effort,
    );
  return inferBuiltin(callee.name, args, scope);
}

function inferBuiltin(name: string, args: readonly SyntaxNode[], scope: Scope): Known {
  const [one, other] = args;
  const given = (node: SyntaxNode | undefined) => (node ? scope.infer(node, scope) : NOTHING);
  if (SELECTING.has(name)) return eitherOf(name === 'append' ? [given(one), given(other)] : [given(one)]);
  switch (name) {
    case 'map':
    case 'each':
    case 'reduce':
      return name === 'reduce' ? callback(name, args, scope) : asList(callback(name, args, scope));
    case 'merge':
      return elementsOf(given(one));
    case 'sift':
      return given(one);
    case 'spread':
      return asList(ofFields(fieldsOf(given(one))));
    case 'lookup':
      return other?.kind === 'string' ? fieldOf(given(one), other.value) : NOTHING;
    default:
      return RESULTS.get(name) ?? NOTHING;
  }
}

function callback(name: string, args: readonly SyntaxNode[], scope: Scope): Known {
  const func = args.find((one) => one.kind === 'lambda');
  if (func?.kind !== 'lambda') return NOTHING;
  return inferLambda({ node: func, scope }, parametersOf(name, args, scope), scope.effort);
}

/** What the function given to a function is called with. */
export function parametersOf(name: string, args: readonly SyntaxNode[], scope: Scope): Known[] {
  const [one] = args;
  if (!one || one.kind === 'lambda') return [];
  const list = scope.infer(one, scope);
  const entry = elementsOf(list);
  const index = ofType('number');
  switch (name) {
    case 'map':
    case 'filter':
    case 'single':
      return [entry, index, list];
    case 'sort':
      return [entry, entry];
    case 'reduce':
      return [args[2] ? scope.infer(args[2], scope) : entry, entry, index, list];
    case 'each':
    case 'sift':
      return [eitherOf([...fieldsOf(list).values()]), ofType('text'), list];
    default:
      return [];
  }
}
