import { COST } from './costs.ts';
import { Callable } from './callable.ts';
import { ExpressionError } from './errors.ts';
import type { Run } from './run.ts';
import { isFunction, isNumber, keysOf, ownField, type Marked } from './values.ts';

/** Digits that JSONata keeps of a fraction when it writes a number: hides binary rounding. */
const PRECISION = 15;

/** A number as JSONata writes it. */
export function roundedNumber(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(PRECISION));
}

/**
 * A value as text, as `$string` gives it: texts as they are, everything else as JSON.
 * @throws ExpressionError D3001 for an infinite or undefined number
 */
export function toText(run: Run, value: unknown, pretty = false): string {
  if (typeof value === 'string') return value;
  if (isFunction(value)) return '';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new ExpressionError('D3001', { value });
    run.charge(COST.text);
    return String(roundedNumber(value));
  }
  const wrapped = Array.isArray(value) && (value as Marked).outerWrapper === true;
  return new JsonWriter(run, pretty).write(wrapped ? (value as unknown[])[0] : value, '');
}

/** Writes JSON and reports each piece to the budget before it is made. */
class JsonWriter {
  private readonly run: Run;
  private readonly pretty: boolean;

  constructor(run: Run, pretty: boolean) {
    this.run = run;
    this.pretty = pretty;
  }

  write(value: unknown, indent: string): string {
    this.run.tick();
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number')
      return this.charged(isNumber(value) ? String(roundedNumber(value)) : 'null');
    if (value === undefined || value === null) return this.charged('null');
    if (typeof value !== 'object') return this.charged(typeof value === 'boolean' ? String(value) : '""');
    if (value instanceof Callable) return this.charged('""');
    return Array.isArray(value) ? this.list(value, indent) : this.fields(value, indent);
  }

  private text(value: string): string {
    this.run.charge(value.length + COST.text);
    return JSON.stringify(value);
  }

  private charged(text: string): string {
    this.run.charge(text.length + COST.text);
    return text;
  }

  private list(items: readonly unknown[], indent: string): string {
    const inner = `${indent}  `;
    return this.enclose(
      '[',
      items.map((item) => this.write(item, inner)),
      ']',
      indent,
    );
  }

  private fields(object: object, indent: string): string {
    const inner = `${indent}  `;
    const parts: string[] = [];
    for (const name of keysOf(object)) {
      const value = ownField(object, name);
      if (value === undefined) continue;
      parts.push(`${this.text(name)}${this.pretty ? ': ' : ':'}${this.write(value, inner)}`);
    }
    return this.enclose('{', parts, '}', indent);
  }

  private enclose(open: string, parts: readonly string[], close: string, indent: string): string {
    if (parts.length === 0) return this.charged(open + close);
    const separator = this.pretty ? `\n${indent}  ` : '';
    this.run.charge(parts.length * (1 + separator.length) + 2);
    const end = this.pretty ? `\n${indent}` : '';
    return `${open}${separator}${parts.join(`,${separator}`)}${end}${close}`;
  }
}
