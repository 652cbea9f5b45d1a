import { plainDecimal } from '../decimal-text.ts';
import { delimiterCharacters } from './options.ts';
import type { CsvSerializeOptions } from './options.ts';

/** What spreadsheets take for the beginning of a formula or of a command. */
const formulaStart = /^[=+\-@\t\r]/;
const plainNumber = /^[+-]?(?:\d[\d.,]*|[.,]\d+)(?:[eE][+-]?\d+)?%?$/;

/** Writes values as fields. */
export class CellWriter {
  readonly delimiter: string;
  private readonly quoting: 'needed' | 'text' | 'all';
  private readonly decimalComma: boolean;
  private readonly protects: boolean;
  private readonly special: RegExp;

  constructor(options: CsvSerializeOptions) {
    this.delimiter = delimiterCharacters[options.delimiter ?? 'comma'];
    this.quoting = options.quoting ?? 'needed';
    this.decimalComma = options.decimalSeparator === ',';
    this.protects = options.protectFormulas === true;
    // Blanks at either end would be trimmed by some readers, a byte-order mark by others; "sep=;" names a delimiter.
    const delimiter = this.delimiter === '|' ? '\\|' : this.delimiter;
    this.special = new RegExp(`["\\n\\r${delimiter}]|^[ \\ufeff]| $|^sep=.$`, 'i');
  }

  /**
   * @param alone Whether the field is the only one of its row: empty, it would read back as a blank line
   * @returns undefined for a value that is no single one
   */
  write(value: unknown, alone: boolean): string | undefined {
    if (typeof value === 'string') return this.text(value, alone);
    if (value === undefined || value === null) return this.quoted('', alone || this.quoting === 'all');
    if (typeof value === 'number') return this.number(value);
    return typeof value === 'boolean' ? this.quoted(String(value), this.quoting === 'all') : undefined;
  }

  private text(value: string, alone: boolean): string {
    const isFormula = this.protects && formulaStart.test(value) && !plainNumber.test(value);
    const text = isFormula ? `'${value}` : value;
    const needed = this.special.test(text) || (alone && text === '') || isFormula;
    return this.quoted(text, needed || this.quoting !== 'needed');
  }

  private number(value: number): string {
    const plain = plainDecimal(value);
    const text = this.decimalComma ? plain.replace('.', ',') : plain;
    return this.quoted(text, this.quoting === 'all' || text.includes(this.delimiter));
  }

  private quoted(text: string, isQuoted: boolean): string {
    return isQuoted ? `"${text.replaceAll('"', '""')}"` : text;
  }
}
