import { ExpressionError } from './errors.ts';
import type { Run } from './run.ts';
import { isFunction } from './values.ts';

/** Kinds of value in a signature, one bit each. */
const KIND: Readonly<Record<string, number>> = { a: 1, s: 2, n: 4, b: 8, l: 16, f: 32, o: 64, m: 128 };
const MISSING = 128;
const LIST = 1;
const ANYTHING = 255;
const ANY_DATA = ANYTHING & ~32;

/** Parameters times arguments that are matched with one another: far above any call written by people. */
const MOST_PLACES = 10_000;

/** Plurals for the message about wrong list elements. */
const PLURALS: Readonly<Record<string, string>> = {
  a: 'arrays',
  b: 'booleans',
  f: 'functions',
  n: 'numbers',
  o: 'objects',
  s: 'texts',
};

function kindOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return 2;
    case 'number':
      return 4;
    case 'boolean':
      return 8;
    case 'function':
      return 32;
    case 'object':
      if (value === null) return 16;
      if (Array.isArray(value)) return LIST;
      return isFunction(value) ? 32 : 64;
    default:
      return MISSING;
  }
}

interface Parameter {
  /** Kinds accepted. */
  kinds: number;
  symbol: string;
  optional: boolean;
  /** Takes the context value when left out. */
  context: boolean;
  /** Takes one or more arguments. */
  repeated: boolean;
  /** Kind that all elements of a list must have, as a signature. */
  elements?: string;
}

/** Position of the bracket that closes the one at `start`. */
function closing(text: string, start: number, open: string, close: string): number {
  let depth = 1;
  let position = start;
  while (position < text.length && depth > 0) {
    position += 1;
    if (text[position] === close) depth -= 1;
    else if (text[position] === open) depth += 1;
  }
  return position;
}

function parameter(symbol: string, kinds: number): Parameter {
  return { kinds, symbol, optional: false, context: false, repeated: false };
}

function kindsOfChoice(choice: string, offset: number): number {
  if (choice.includes('<')) throw new ExpressionError('S0402', { value: choice, position: offset });
  return Array.from(choice).reduce((kinds, symbol) => kinds | (KIND[symbol] ?? 0), MISSING);
}

function kindsOfSymbol(symbol: string): number | undefined {
  if (symbol === 'a' || symbol === 'x') return ANYTHING;
  if (symbol === 'j') return ANY_DATA;
  if (symbol === 'f') return 32;
  const kind = 'snblo'.includes(symbol) ? KIND[symbol] : undefined;
  return kind === undefined ? undefined : kind | MISSING;
}

/** Reads `<s-nn?:s>` and the like; what follows the colon (the result) is not checked. */
function parseParameters(definition: string): Parameter[] {
  const parameters: Parameter[] = [];
  for (let position = 1; position < definition.length && definition[position] !== ':'; position++) {
    const symbol = definition.charAt(position);
    const last = parameters.at(-1);
    const kinds = kindsOfSymbol(symbol);
    if (kinds !== undefined) {
      parameters.push(parameter(symbol, kinds));
    } else if (symbol === '(') {
      const end = closing(definition, position, '(', ')');
      const choice = definition.slice(position + 1, end);
      parameters.push(parameter(`(${choice})`, kindsOfChoice(choice, position)));
      position = end;
    } else if (last) {
      position = modify(last, definition, position);
    }
  }
  return parameters;
}

/** Applies a sign that follows a parameter; gives the position of its last character. */
function modify(last: Parameter, definition: string, position: number): number {
  const sign = definition.charAt(position);
  if (sign === '-') last.context = true;
  if (sign === '-' || sign === '?') last.optional = true;
  if (sign === '+') last.repeated = true;
  if (sign !== '<') return position;
  if (last.symbol !== 'a' && last.symbol !== 'f') {
    throw new ExpressionError('S0401', { value: last.symbol, position });
  }
  const end = closing(definition, position, '<', '>');
  last.elements = definition.slice(position + 1, end);
  return end;
}

/** Checks the arguments of a function against its JSONata signature and completes them. */
export class Signature {
  readonly definition: string;
  private readonly parameters: readonly Parameter[];
  /** Kinds accepted by each parameter; a repeated one is left to the general way. */
  private readonly kinds: readonly number[];
  private readonly hasLists: boolean;
  /** From so many arguments on, nothing has to be taken from the context. */
  private readonly enough: number;

  constructor(definition: string) {
    this.definition = definition;
    this.parameters = parseParameters(definition);
    this.kinds = this.parameters.map((one) => (one.repeated ? 0 : one.kinds));
    this.hasLists = this.parameters.some((one) => one.symbol === 'a');
    this.enough = this.parameters.findLastIndex((one) => !one.optional || one.context) + 1;
  }

  /** Parameters declared. */
  get length(): number {
    return this.parameters.length;
  }

  /**
   * The arguments as the function expects them: left-out ones taken from the context, single
   * values made lists where a list is expected.
   * @throws ExpressionError T0410, T0411 or T0412 where they do not fit; X1006 for far too many
   */
  validate(run: Run, args: unknown[], context: unknown): unknown[] {
    if (this.fitsDirectly(args)) return this.hasLists ? this.asLists(args) : args;
    const kinds = args.map(kindOf);
    if (this.parameters.length * args.length > MOST_PLACES) throw new ExpressionError('X1006');
    run.tick(this.parameters.length * args.length);
    const counts = this.distribute(kinds, this.parameters.length, true);
    if (!counts) throw this.mismatch(args, kinds);
    const result: unknown[] = [];
    let next = 0;
    this.parameters.forEach((one, index) => {
      const count = counts[index] ?? 0;
      if (count === 0 && one.context) {
        result.push(this.fromContext(one, context, next));
      } else if (count === 0) {
        result.push(args[next]);
        next += 1;
      }
      for (let taken = 0; taken < count; taken++) {
        result.push(this.asList(one, args[next], next));
        next += 1;
      }
    });
    return result;
  }

  /** The usual case: each argument fits its parameter, and those left out at the end may be. */
  private fitsDirectly(args: unknown[]): boolean {
    if (!this.takes(args.length)) return false;
    for (let index = 0; index < args.length; index++) if (!this.accepts(index, args[index])) return false;
    return true;
  }

  /** Whether so many arguments go to the parameters one by one, with nothing from the context. */
  takes(count: number): boolean {
    return count >= this.enough && count <= this.parameters.length;
  }

  /** Whether a value fits a parameter that takes one argument. */
  accepts(index: number, value: unknown): boolean {
    return ((this.kinds[index] ?? 0) & kindOf(value)) !== 0;
  }

  /**
   * An accepted argument as the function expects it: single values made lists for a list.
   * @throws ExpressionError T0412 when a list has elements of another kind
   */
  complete(index: number, value: unknown): unknown {
    const one = this.hasLists ? this.parameters[index] : undefined;
    return one ? this.asList(one, value, index) : value;
  }

  private asLists(args: unknown[]): unknown[] {
    let result = args;
    for (let index = 0; index < args.length; index++) {
      const list = this.complete(index, args[index]);
      if (list === args[index]) continue;
      if (result === args) result = args.slice();
      result[index] = list;
    }
    return result;
  }

  private asList(one: Parameter, value: unknown, index: number): unknown {
    if (one.symbol !== 'a' || value === undefined) return value;
    if (one.elements !== undefined && !hasElements(value, one.elements)) {
      const other = PLURALS[one.elements] ?? one.elements;
      throw new ExpressionError('T0412', { value, index: index + 1, other });
    }
    return Array.isArray(value) ? value : [value];
  }

  private fromContext(one: Parameter, context: unknown, index: number): unknown {
    if ((one.kinds & kindOf(context)) !== 0) return context;
    throw new ExpressionError('T0411', { value: context, index: index + 1 });
  }

  /**
   * How many arguments each of the first `used` parameters takes, the earlier ones as many as
   * possible; undefined when the arguments do not fit. `all`: no argument may be left.
   */
  private distribute(kinds: number[], used: number, all: boolean): number[] | undefined {
    const counts: number[] = [];
    // What has failed once fails again: without this, several repeated parameters would be tried in all combinations.
    const failed = new Set<number>();
    const place = (index: number, next: number): boolean => {
      const one = index < used ? this.parameters[index] : undefined;
      if (!one) return !all || next === kinds.length;
      const state = index * (kinds.length + 1) + next;
      if (failed.has(state)) return false;
      const least = one.optional ? 0 : 1;
      const most = one.repeated ? kinds.length - next : 1;
      let fitting = 0;
      while (fitting < most && ((kinds[next + fitting] ?? 0) & one.kinds) !== 0) fitting += 1;
      for (let count = fitting; count >= least; count--) {
        counts[index] = count;
        if (place(index + 1, next + count)) return true;
      }
      failed.add(state);
      return false;
    };
    return place(0, 0) ? counts.slice(0, used) : undefined;
  }

  /** The error about the first argument that does not fit. */
  private mismatch(args: unknown[], kinds: number[]): ExpressionError {
    let good = 0;
    for (let used = 1; used <= this.parameters.length; used++) {
      const counts = this.distribute(kinds, used, false);
      if (!counts) break;
      good = counts.reduce((sum, count) => sum + count, 0);
    }
    return new ExpressionError('T0410', { value: args[good], index: good + 1 });
  }
}

/** Whether a value, as a list, has only elements of the kind. */
function hasElements(value: unknown, elements: string): boolean {
  const wanted = KIND[elements.charAt(0)];
  if (!Array.isArray(value)) return elements.length === 1 && kindOf(value) === wanted;
  for (const item of value) if (kindOf(item) !== wanted) return false;
  return true;
}
