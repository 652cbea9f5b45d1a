const parts = ['yyyy', 'yy', 'MM', 'dd', 'HH', 'mm', 'ss'] as const;
type Part = (typeof parts)[number];

/** What a pattern may consist of: each part once at most, other characters but letters and digits in between. */
export const datePatternSyntax = '^(?:(?:yyyy|yy|MM|dd|HH|mm|ss)[^A-Za-z0-9]{0,3}|T){1,7}$';

/** Two-digit years from 00 to 68 are of this century, as POSIX has it. */
const pivot = 69;

/**
 * Dates as files write them, such as "dd.MM.yyyy" or "yyyyMMdd HH:mm". One digit is taken for a day, a month
 * and an hour where a separator follows or the text ends.
 */
export class DatePattern {
  private readonly order: readonly Part[];
  private readonly expression: RegExp;
  private readonly pattern: string;

  /** @param pattern Of the syntax of `datePatternSyntax` */
  constructor(pattern: string) {
    this.pattern = pattern;
    const tokens: readonly string[] = pattern.match(/yyyy|yy|MM|dd|HH|mm|ss|[^]/g) ?? [];
    this.order = tokens.filter(isPart);
    this.expression = new RegExp(`^${tokens.map(sourceOf).join('')}$`);
  }

  /** @returns "2026-11-04", or "2026-11-04T09:30:00" where the pattern has hours; undefined for other text */
  read(text: string): string | undefined {
    const match = this.expression.exec(text);
    if (match === null) return undefined;
    const given = new Map(this.order.map((part, index) => [part, match[index + 1] ?? '']));
    const date = [yearOf(given), two(given.get('MM')), two(given.get('dd'))].join('-');
    const time = [given.get('HH'), given.get('mm'), given.get('ss')].map(two);
    return isReal(date, time) ? (given.has('HH') ? `${date}T${time.join(':')}` : date) : undefined;
  }

  /** @returns The ISO date after the pattern; undefined for text that is no ISO date */
  write(iso: string): string | undefined {
    const match = /^(\d{2}(\d{2}))-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(iso);
    if (match === null) return undefined;
    const [, yyyy = '', yy = '', MM = '', dd = '', HH = '00', mm = '00', ss = '00'] = match;
    const values: Record<Part, string> = { yyyy, yy, MM, dd, HH, mm, ss };
    return this.pattern.replace(/yyyy|yy|MM|dd|HH|mm|ss/g, (part) => values[part as Part]);
  }
}

function isPart(token: string): token is Part {
  return (parts as readonly string[]).includes(token);
}

function sourceOf(token: string, index: number, tokens: readonly string[]): string {
  if (!isPart(token)) return token.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  if (token === 'yyyy') return '(\\d{4})';
  const next = tokens[index + 1];
  const separated = next === undefined || !isPart(next);
  return token !== 'yy' && separated ? '(\\d{1,2})' : '(\\d{2})';
}

function yearOf(given: ReadonlyMap<Part, string>): string {
  const short = given.get('yy');
  if (short === undefined) return given.get('yyyy') ?? '';
  return (Number(short) < pivot ? '20' : '19') + short;
}

function two(digits: string | undefined): string {
  return (digits ?? '').padStart(2, '0');
}

function isReal(date: string, [hours, minutes, seconds]: readonly string[]): boolean {
  const midnight = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== date) return false;
  return Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
}
