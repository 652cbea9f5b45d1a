import { ExpressionError } from './errors.ts';
import type { Frame } from './frame.ts';
import { invoke } from './invoke.ts';
import { Pattern, type Match } from './pattern.ts';
import { isFields, isFunction, ownField } from './values.ts';

/** A match with what the expression sees of it. */
export interface FoundMatch extends Match {
  /** The match object to hand to a replacement function. */
  value: unknown;
}

/**
 * The matches of a pattern, or of a function that behaves like one, from first to last.
 * @throws ExpressionError T1010 when a matcher function returns something else than a match
 */
export function* matchesIn(frame: Frame, matcher: unknown, text: string): Generator<FoundMatch> {
  if (matcher instanceof Pattern) {
    yield* patternMatches(frame, matcher, text);
    return;
  }
  let result = checked(invoke(frame.run, matcher, [text], null, frame));
  while (result) {
    yield result.found;
    result = checked(invoke(frame.run, result.next, [], null, frame));
  }
}

/** What a pattern, or a function that behaves like one, finds first; undefined when nothing. */
export function firstMatch(frame: Frame, matcher: unknown, text: string): unknown {
  if (matcher instanceof Pattern) return matcher.find(frame.run, text, 0);
  const result = invoke(frame.run, matcher, [text], null, frame);
  checked(result);
  return result;
}

function* patternMatches(frame: Frame, pattern: Pattern, text: string): Generator<FoundMatch> {
  let found = pattern.find(frame.run, text, 0);
  while (found) {
    yield { ...found, value: pattern.asValue(text, found) };
    found = pattern.findNext(frame.run, text, found);
  }
}

/** Reads what a matcher function returned; nothing means no (further) match. */
function checked(result: unknown): { found: FoundMatch; next: unknown } | undefined {
  if (!isFields(result)) {
    if (result) throw new ExpressionError('T1010', { value: result });
    return undefined;
  }
  const start = ownField(result, 'start');
  const groups = ownField(result, 'groups');
  const next = ownField(result, 'next');
  if (typeof start !== 'number' || !isFunction(next)) throw new ExpressionError('T1010', { value: result });
  const text = ownField(result, 'match');
  const match = typeof text === 'string' ? text : '';
  const end = ownField(result, 'end');
  return {
    next,
    found: {
      match,
      start,
      end: typeof end === 'number' ? end : start + match.length,
      groups: Array.isArray(groups) ? (groups as (string | undefined)[]) : [],
      value: result,
    },
  };
}
