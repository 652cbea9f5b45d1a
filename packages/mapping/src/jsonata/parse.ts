import jsonata from 'jsonata';
import type { Ast } from './ast.ts';
import { ExpressionError, isStackOverflow } from './errors.ts';

/** Longest expression accepted, in characters: far above any map written by people. */
export const MAX_SOURCE = 1_000_000;

/**
 * How deep `??` and `?:` may stand on the left side of one another: the parser copies the left
 * side each time, so every level doubles the tree.
 */
const MAX_DEFAULT_NESTING = 10;

interface ParserFailure {
  code?: unknown;
  position?: unknown;
  token?: unknown;
  value?: unknown;
  message?: unknown;
}

/**
 * Parses an expression with the reference parser.
 * @throws ExpressionError with JSONata's syntax code, position and token
 */
export function parse(source: string): Ast {
  if (source.length > MAX_SOURCE || defaultNesting(source) > MAX_DEFAULT_NESTING) {
    throw new ExpressionError('X1006');
  }
  try {
    return jsonata(source).ast() as unknown as Ast;
  } catch (failure) {
    const error = translate(failure as ParserFailure);
    error.quote(source);
    throw error;
  }
}

function translate(failure: ParserFailure): ExpressionError {
  if (typeof failure.code === 'string') {
    return new ExpressionError(failure.code, {
      position: typeof failure.position === 'number' ? failure.position : undefined,
      token: tokenOf(failure.token),
      value: failure.value,
    });
  }
  if (isStackOverflow(failure)) return new ExpressionError('X1006');
  if (failure instanceof SyntaxError) return new ExpressionError('X1005', { value: failure.message });
  return new ExpressionError('S0201', { value: failure.message });
}

/** The parser's token as text: literals come as their values. */
function tokenOf(token: unknown): string | undefined {
  if (typeof token === 'string') return token;
  return typeof token === 'number' || typeof token === 'boolean' || token === null
    ? String(token)
    : undefined;
}

/** Texts, names in backquotes and comments: nothing in them counts as an operator or a bracket. */
const OPAQUE = /"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|`[^`]*`|\/\*[\s\S]*?\*\//g;

/** Greatest number of default operators that hold one another on their left side. */
function defaultNesting(source: string): number {
  if (!source.includes('??') && !source.includes('?:')) return 0;
  const open: number[] = [];
  let level = 0;
  let deepest = 0;
  for (const [token] of source.replace(OPAQUE, ' ').matchAll(/[([{]|[)\]}]|\?\?|\?:|[,;]/g)) {
    if (token === '(' || token === '[' || token === '{') {
      open.push(level);
      level = 0;
    } else if (token === ')' || token === ']' || token === '}') {
      level = Math.max(level, open.pop() ?? 0);
    } else if (token === ',' || token === ';') {
      // What stands before a separator still lies to the left of an operator after the bracket.
      deepest = Math.max(deepest, level);
    } else {
      level += 1;
    }
    deepest = Math.max(deepest, level);
  }
  return deepest;
}
