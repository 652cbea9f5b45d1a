import { COST } from '../costs.ts';
import type { Definition } from '../builtin.ts';
import { ExpressionError } from '../errors.ts';
import type { Frame } from '../frame.ts';
import { emptySequence, invoke } from '../invoke.ts';
import { firstMatch, matchesIn, type FoundMatch } from '../matching.ts';

function contains(frame: Frame, text: string, token: unknown): boolean | undefined {
  if (token === undefined) return undefined;
  if (typeof token === 'string') return text.includes(token);
  return firstMatch(frame, token, text) !== undefined;
}

function match(frame: Frame, text: string, matcher: unknown, limit = Infinity): unknown[] {
  if (limit < 0) throw new ExpressionError('D3040', { value: limit, index: 3 });
  const found = emptySequence();
  if (limit === 0) return found;
  for (const { match: matched, start, groups } of matchesIn(frame, matcher, text)) {
    if (found.length >= limit) break;
    frame.run.charge(matched.length + groups.length + COST.object + COST.list);
    found.push({ match: matched, index: start, groups });
  }
  return found;
}

function split(frame: Frame, text: string, separator: unknown, limit?: number): string[] {
  if (limit !== undefined && limit < 0) throw new ExpressionError('D3020', { value: limit, index: 3 });
  if (limit === 0) return [];
  frame.run.charge(text.length + COST.text);
  if (typeof separator === 'string') {
    frame.run.tick(text.length >> 4);
    return text.split(separator, limit);
  }
  const most = limit ?? Infinity;
  const parts: string[] = [];
  let start = 0;
  for (const found of matchesIn(frame, separator, text)) {
    if (parts.length >= most) return parts;
    parts.push(text.slice(start, found.start));
    start = found.end;
  }
  if (parts.length < most) parts.push(text.slice(start));
  return parts;
}

/** Collects the pieces of a text and charges each of them. */
class Pieces {
  private readonly frame: Frame;
  private readonly pieces: string[] = [];

  constructor(frame: Frame) {
    this.frame = frame;
  }

  add(piece: string): void {
    this.frame.run.tick();
    this.frame.run.charge(piece.length + COST.text);
    this.pieces.push(piece);
  }

  toString(): string {
    return this.pieces.join('');
  }
}

function replace(
  frame: Frame,
  text: string,
  pattern: unknown,
  replacement: unknown,
  limit = Infinity,
): string {
  if (pattern === '') throw new ExpressionError('D3010', { value: pattern, index: 2 });
  if (limit < 0) throw new ExpressionError('D3011', { value: limit, index: 4 });
  if (limit === 0) return text;
  if (typeof pattern === 'string') return replaceText(frame, { text, pattern, limit }, replacement);
  const pieces = new Pieces(frame);
  let position = 0;
  let count = 0;
  for (const found of matchesIn(frame, pattern, text)) {
    if (count >= limit) break;
    pieces.add(text.slice(position, found.start));
    pieces.add(substitute(frame, found, replacement));
    position = found.start + found.match.length;
    count += 1;
  }
  pieces.add(text.slice(position));
  return pieces.toString();
}

function replaceText(
  frame: Frame,
  what: { text: string; pattern: string; limit: number },
  replacement: unknown,
): string {
  if (typeof replacement !== 'string') throw new ExpressionError('D3012', { value: replacement });
  const pieces = new Pieces(frame);
  let position = 0;
  for (let count = 0; count < what.limit; count++) {
    const index = what.text.indexOf(what.pattern, position);
    if (index < 0) break;
    pieces.add(what.text.slice(position, index));
    pieces.add(replacement);
    position = index + what.pattern.length;
  }
  pieces.add(what.text.slice(position));
  return pieces.toString();
}

function substitute(frame: Frame, found: FoundMatch, replacement: unknown): string {
  if (typeof replacement === 'string') return expand(replacement, found);
  const result = invoke(frame.run, replacement, [found.value], null, frame);
  if (typeof result !== 'string') throw new ExpressionError('D3012', { value: result });
  return result;
}

/** Fills `$0` (the match), `$1`… (its groups) and `$$` (a dollar) into a replacement text. */
function expand(template: string, found: FoundMatch): string {
  let result = '';
  let position = 0;
  for (let dollar = template.indexOf('$'); dollar >= 0; dollar = template.indexOf('$', position)) {
    result += template.slice(position, dollar);
    const reference = referenceAt(template, dollar + 1, found);
    result += reference.text;
    position = dollar + 1 + reference.length;
  }
  return result + template.slice(position);
}

/** What stands for the characters after a dollar, and how many of them it takes. */
function referenceAt(
  template: string,
  position: number,
  found: FoundMatch,
): { text: string; length: number } {
  const sign = template.charAt(position);
  if (sign === '$') return { text: '$', length: 1 };
  if (sign === '0') return { text: found.match, length: 1 };
  const count = found.groups.length;
  // As many digits belong to the reference as the number of groups has, if there is such a group.
  const digits = count === 0 ? 1 : String(count).length;
  let number = Number.parseInt(template.slice(position, position + digits), 10);
  if (digits > 1 && number > count)
    number = Number.parseInt(template.slice(position, position + digits - 1), 10);
  if (Number.isNaN(number)) return { text: '$', length: 0 };
  return { text: found.groups[number - 1] ?? '', length: String(number).length };
}

export const PATTERN_FUNCTIONS: readonly Definition[] = [
  {
    name: 'contains',
    signature: '<s-(sf):b>',
    parameters: ['text', 'pattern'],
    help: 'Whether a text contains another text or matches a pattern.',
    example: '$contains("Trilby hat", /HAT/i) gives true',
    implement: contains,
  },
  {
    name: 'match',
    signature: '<s-f<s:o>n?:a<o>>',
    parameters: ['text', 'pattern', 'limit'],
    help: 'All matches of a pattern, each with match, index and groups.',
    example: '$match("PO-778", /([A-Z]+)-(\\d+)/).groups gives ["PO", "778"]',
    implement: match,
  },
  {
    name: 'replace',
    signature: '<s-(sf)(sf)n?:s>',
    parameters: ['text', 'pattern', 'replacement', 'limit'],
    help: 'Replaces a text or the matches of a pattern; $1 stands for the first group of a match.',
    example: '$replace("265USD", /([0-9]+)USD/, "$$$1") gives "$265"',
    implement: replace,
  },
  {
    name: 'split',
    signature: '<s-(sf)n?:a<s>>',
    parameters: ['text', 'separator', 'limit'],
    help: 'Splits a text at a separator or pattern into a list of texts.',
    example: '$split("a,b,c", ",") gives ["a", "b", "c"]',
    implement: split,
  },
];
