import { checkSize, tooMany } from '../limits.ts';
import { DocumentError, PlaceCounter } from '../position.ts';
import type { Origin } from '../position.ts';
import type { TextRecordReader } from '../text-records.ts';
import { expectations } from './fault.ts';
import type { Expected } from './fault.ts';
import { readJson } from './read.ts';
import type { JsonReading } from './read.ts';
import { ValueScanner } from './value-scanner.ts';

/** A list or object that is open on the way to the records. */
interface Container {
  closer: ']' | '}';
  /** How many names of the path lead here. */
  depth: number;
  /** Whether its elements are the records. */
  holdsRecords: boolean;
}

/** What becomes of the value that is being passed. */
type Purpose = 'record' | 'key' | 'checked' | 'skipped';

interface Settings extends JsonReading {
  /** Names that lead from the top to the records; lists on the way are entered. */
  path: readonly string[];
  /** What the limits are the limits of. */
  scope: 'document' | 'record';
}

const blank = /[ \t\n\r]*/y;

/**
 * Reads the elements of the list at a path, without keeping the document. A value at the path that is no list
 * is a record itself. Besides the records, only the way to them is checked for syntax.
 */
export class JsonRecordReader implements TextRecordReader {
  private readonly settings: Settings;
  private readonly scanner = new ValueScanner();
  private readonly place = new PlaceCounter();
  private readonly open: Container[] = [];
  private expected: Expected = 'value';
  /** Names of the path that lead to the value expected; undefined when it is none of ours. */
  private depth: number | undefined = 0;
  private passing: { purpose: Purpose; start: Origin; pieces: string[]; length: number } | undefined;
  private records: unknown[] = [];
  private items = 0;
  private found = false;

  constructor(settings: Settings) {
    this.settings = settings;
  }

  push(piece: string): unknown[] {
    this.records = [];
    let at = 0;
    while (at < piece.length) at = this.passing ? this.passValue(piece, at) : this.step(piece, at);
    return this.records;
  }

  finish(): unknown[] {
    this.records = [];
    // A number at the very end is ended by the end of the document.
    if (this.passing && this.open.length === 0 && this.scanner.end(' ', 0) === 0) this.endValue('');
    if (this.passing || this.expected !== 'end') throw this.truncated();
    if (!this.found) {
      const path = this.settings.path.join('.');
      this.settings.report.fault('json.noRecords', `there is nothing at "${path}"`, {});
    }
    return this.records;
  }

  private step(piece: string, from: number): number {
    blank.lastIndex = from;
    blank.test(piece);
    const at = blank.lastIndex;
    this.place.pass(piece, from, at);
    const char = piece[at];
    if (char === undefined) return at;
    if (this.startsValue(char)) return at;
    this.punctuation(char);
    this.place.pass(piece, at, at + 1);
    return at + 1;
  }

  /** Whether the character begins a value that is passed as a whole. */
  private startsValue(char: string): boolean {
    const purpose = this.purposeOf(char);
    if (purpose === undefined) return false;
    this.passing = { purpose, start: this.place.place, pieces: [], length: 0 };
    this.scanner.start(char);
    return true;
  }

  private purposeOf(char: string): Purpose | undefined {
    if (this.expected === 'key' || this.expected === 'keyOrClose') return char === '"' ? 'key' : undefined;
    if (this.expected !== 'value' && this.expected !== 'valueOrClose') return undefined;
    if (',:}]'.includes(char)) return undefined;
    if (this.open.at(-1)?.holdsRecords === true) return 'record';
    if (this.depth === this.settings.path.length) return char === '[' ? undefined : 'record';
    if (this.depth !== undefined && '{['.includes(char)) return undefined;
    return '{["'.includes(char) ? 'skipped' : 'checked';
  }

  private punctuation(char: string): void {
    const innermost = this.open.at(-1);
    const { expected } = this;
    if ((expected === 'value' || expected === 'valueOrClose') && (char === '{' || char === '[')) {
      this.enter(char);
    } else if (expected === 'colon' && char === ':') {
      this.expected = 'value';
    } else if (expected === 'commaOrClose' && char === ',') {
      this.expected = innermost?.closer === '}' ? 'key' : 'value';
      this.depth = innermost?.depth;
    } else if (expected.endsWith('OrClose') && char === innermost?.closer) {
      this.open.pop();
      this.afterValue();
    } else {
      throw this.syntaxError(`"${char}" found where ${expectations[expected]}`, this.place.place);
    }
  }

  private enter(char: '{' | '['): void {
    const depth = this.depth ?? 0;
    const { path, limits } = this.settings;
    const holdsRecords = char === '[' && depth === path.length;
    this.open.push({ closer: char === '{' ? '}' : ']', depth, holdsRecords });
    if (this.open.length > limits.maxDepth) {
      const reason = `nested deeper than the ${limits.maxDepth} levels allowed`;
      throw new DocumentError('document.tooDeep', reason, this.place.place);
    }
    this.found ||= holdsRecords;
    this.expected = char === '{' ? 'keyOrClose' : 'valueOrClose';
  }

  private passValue(piece: string, from: number): number {
    const end = this.scanner.end(piece, from);
    const to = end === -1 ? piece.length : end;
    this.place.pass(piece, from, to);
    if (end === -1) this.keep(piece.slice(from));
    else this.endValue(piece.slice(from, to));
    return to;
  }

  private keep(piece: string): void {
    if (this.passing === undefined || this.passing.purpose === 'skipped') return;
    this.passing.pieces.push(piece);
    this.passing.length += piece.length;
    checkSize(this.passing.length, this.settings.limits, 'record');
  }

  private endValue(lastPiece: string): void {
    const { passing } = this;
    if (passing === undefined) return;
    this.keep(lastPiece);
    this.passing = undefined;
    if (passing.purpose === 'skipped') return this.afterValue();
    const { value, items } = readJson(passing.pieces.join(''), this.settings, passing.start);
    if (passing.purpose === 'key') return this.afterKey(value);
    if (passing.purpose === 'record') this.addRecord(value, items);
    this.afterValue();
  }

  private afterKey(name: unknown): void {
    const depth = this.open.at(-1)?.depth ?? 0;
    this.depth = name === this.settings.path[depth] ? depth + 1 : undefined;
    this.expected = 'colon';
  }

  private afterValue(): void {
    this.expected = this.open.length === 0 ? 'end' : 'commaOrClose';
  }

  private addRecord(value: unknown, items: number): void {
    const { limits, scope } = this.settings;
    this.items += items;
    if (scope === 'document' && this.items > limits.maxItems) throw tooMany('values', limits);
    this.found = true;
    this.records.push(value);
  }

  private truncated(): DocumentError {
    if (this.passing === undefined && this.open.length === 0) {
      return this.syntaxError('the document is empty', this.place.place);
    }
    const what = this.passing ? 'within a value' : `where ${expectations[this.expected]}`;
    return this.syntaxError(`the document ends ${what} (truncated?)`, this.place.place);
  }

  private syntaxError(reason: string, place: Origin): DocumentError {
    return new DocumentError('json.syntax', reason, place);
  }
}
