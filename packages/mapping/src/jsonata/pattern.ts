import { RE2JS } from 're2js';
import { Callable } from './callable.ts';
import { ExpressionError } from './errors.ts';
import { asRe2 } from './patternSyntax.ts';
import type { Run } from './run.ts';

/** One place where a pattern matches. */
export interface Match {
  match: string;
  start: number;
  end: number;
  groups: (string | undefined)[];
}

/** Steps that a search costs however short it is. */
const SEARCH_STEPS = 25;

/** Characters times pattern size that one search may cost: about a second on a slow machine. */
const MAX_SEARCH = 100_000_000;

/**
 * A regular expression as a value. It runs on RE2, whose time grows with the length of the text
 * only; look-ahead and back references do not exist there.
 */
export class Pattern extends Callable {
  readonly arity = 2;
  readonly signature = undefined;
  private readonly source: string;
  private readonly engine: RE2JS;
  private readonly weight: number;
  private readonly position: number | undefined;

  constructor(expression: RegExp, position?: number) {
    super();
    this.source = expression.source;
    this.position = position;
    this.engine = compileEngine(expression, position);
    this.weight = this.engine.programSize();
  }

  /** First match at or after a position; undefined when there is none. */
  find(run: Run, text: string, from: number): Match | undefined {
    const cost = (text.length - from) * this.weight;
    if (cost > MAX_SEARCH)
      throw new ExpressionError('X1007', { value: text.length, position: this.position });
    const matcher = this.engine.matcher(text);
    const found = from <= text.length && matcher.find(from);
    run.tick(SEARCH_STEPS + ((((found ? matcher.end(0) : text.length) - from) * this.weight) >> 6));
    if (!found) return undefined;
    const groups: (string | undefined)[] = [];
    for (let group = 1; group <= this.engine.groupCount(); group++)
      groups.push(matcher.group(group) ?? undefined);
    return { match: matcher.group(0) ?? '', start: matcher.start(0), end: matcher.end(0), groups };
  }

  /** The match after a given one. */
  findNext(run: Run, text: string, previous: Match): Match | undefined {
    if (previous.end >= text.length) return undefined;
    const next = this.find(run, text, previous.end);
    if (next?.match === '')
      throw new ExpressionError('D1004', { position: this.position, value: this.source });
    return next;
  }

  /** Called as a function, a pattern gives its first match with a function to get the next one. */
  apply(run: Run, args: unknown[]): unknown {
    const [text, from] = args;
    if (typeof text !== 'string') return undefined;
    const found = this.find(run, text, typeof from === 'number' ? from : 0);
    return found && this.asValue(text, found);
  }

  /** A match as the expression sees it. */
  asValue(text: string, found: Match): Record<string, unknown> {
    return { ...found, next: new NextMatch(this, text, found) };
  }
}

function compileEngine(expression: RegExp, position: number | undefined): RE2JS {
  try {
    return RE2JS.compile(asRe2(expression), RE2JS.LOOKBEHINDS);
  } catch (error) {
    const value = error instanceof Error ? error.message : String(error);
    throw new ExpressionError('X1005', { value, position });
  }
}

/** The function `next` of a match. */
class NextMatch extends Callable {
  readonly arity = 0;
  readonly signature = undefined;
  private readonly pattern: Pattern;
  private readonly text: string;
  private readonly found: Match;

  constructor(pattern: Pattern, text: string, found: Match) {
    super();
    this.pattern = pattern;
    this.text = text;
    this.found = found;
  }

  apply(run: Run): unknown {
    const next = this.pattern.findNext(run, this.text, this.found);
    return next && this.pattern.asValue(this.text, next);
  }
}
