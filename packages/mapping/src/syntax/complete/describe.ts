import type { FunctionHelp } from '../../jsonata/builtin.ts';
import { findSign } from '../edit/tokens.ts';
import type { TextRange } from '../tree.ts';
import { cursorAt, type Cursor } from './cursor.ts';
import { infer } from './infer.ts';
import { documentationOf, preview, typeText, type Known } from './known.ts';
import { functionsOf, type Surroundings } from './surroundings.ts';

/** What stands at a place of an expression. */
export interface Description extends TextRange {
  /** The name as written, or how the function is called. */
  readonly title: string;
  /** `text`, `list of objects`; empty when nothing is known. */
  readonly type: string;
  /** A value that it has had. */
  readonly example?: string;
  readonly documentation?: string;
}

/** Tells what a name, variable or function is; undefined where nothing of the kind stands. */
export function describeAt(
  text: string,
  offset: number,
  surroundings: Surroundings = {},
): Description | undefined {
  const { places } = cursorAt(text, offset, surroundings);
  const place = places.at(-1);
  if (!place) return undefined;
  const { node, scope } = place;
  const range = { from: node.from, to: node.to };
  if (node.kind === 'variable') {
    const help = scope.variables.has(node.name) ? undefined : functionNamed(node.name, surroundings);
    return help
      ? { ...range, ...aboutFunction(help) }
      : { ...range, title: `$${node.name}`, ...about(infer(node, scope)) };
  }
  if (node.kind === 'name') return { ...range, title: node.value, ...about(infer(node, scope)) };
  return undefined;
}

function about(known: Known): Pick<Description, 'type' | 'example' | 'documentation'> {
  const example = known.samples.length > 0 ? preview(known) : undefined;
  const documentation = documentationOf(known) ?? known.note;
  return {
    type: typeText(known),
    ...(example !== undefined && { example }),
    ...(documentation !== undefined && { documentation }),
  };
}

function aboutFunction({
  name,
  parameters,
  help,
  example,
}: FunctionHelp): Omit<Description, keyof TextRange> {
  return {
    title: `$${name}(${parameters.join(', ')})`,
    type: 'function',
    documentation: example ? `${help}\n${example}` : help,
  };
}

const functionNamed = (name: string, surroundings: Surroundings): FunctionHelp | undefined =>
  functionsOf(surroundings).find((one) => one.name === name);

/** The call that the cursor is in. */
export interface CallSignature {
  readonly help: FunctionHelp;
  /** Index of the parameter that the cursor is at; beyond the last one when there are too many. */
  readonly parameter: number;
}

/** Which argument of which function the cursor is at; undefined outside of calls of known functions. */
export function signatureAt(
  text: string,
  offset: number,
  surroundings: Surroundings = {},
): CallSignature | undefined {
  const cursor = cursorAt(text, offset, surroundings);
  for (let index = cursor.places.length - 1; index >= 0; index--) {
    const found = callAt(cursor, index, surroundings);
    if (found) return found;
  }
  return undefined;
}

function callAt(
  { places, offset, tree }: Cursor,
  index: number,
  surroundings: Surroundings,
): CallSignature | undefined {
  const node = places[index]?.node;
  if ((node?.kind !== 'call' && node?.kind !== 'partial') || node.callee.kind !== 'variable')
    return undefined;
  const isClosed = tree.text[node.to - 1] === ')' && node.to <= offset;
  if (offset <= node.at || isClosed) return undefined;
  const help = functionNamed(node.callee.name, surroundings);
  if (!help) return undefined;
  // Arguments with a comma behind them, up to the cursor.
  const before = node.arguments.filter(({ to }, at) => {
    const next = node.arguments[at + 1]?.from ?? node.to;
    return findSign(tree, ',', { from: to, to: Math.min(offset, next) }) !== undefined;
  });
  const chain = places[index - 1]?.node;
  const isChained = chain?.kind === 'apply' && chain.right === node;
  return { help, parameter: before.length + (isChained ? 1 : 0) };
}
