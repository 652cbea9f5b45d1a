import { DocumentError } from '../position.ts';
import { ediCode } from './codes.ts';
import type { EdiCode, EdiSyntax } from './codes.ts';
import type { Separators } from './tokenizer.ts';

/** Very large and very small numbers would be written with an exponent, which few readers take. */
const plainNumber = /^-?\d+(?:\.\d+)?$/;

/** Neither standard has line breaks in values: they would be read as ends of segments, or be lost. */
const lineBreaks = /[\t\r\n]+/g;
const controlCharacters = /[\u0000-\u001f\u007f]/g;

/** The characters that an interchange is written with. */
export interface WrittenSeparators extends Separators {
  component: string;
  repetition?: string;
}

/** Writes segments one after another with the delimiters of one interchange. */
export class SegmentWriter {
  private readonly syntax: EdiSyntax;
  private readonly delimiters: WrittenSeparators;
  private readonly replacement: string | undefined;
  private readonly forbidden: RegExp;
  private parts: string[] = [];

  /**
   * @param replacement Written in place of delimiters in values; undefined: such values are an error, or
   * released where the delimiters have a release character
   */
  constructor(syntax: EdiSyntax, delimiters: WrittenSeparators, replacement?: string) {
    this.syntax = syntax;
    this.delimiters = delimiters;
    const { element, component, segment, repetition, release } = delimiters;
    const characters = [element, component, segment, repetition ?? '', release ?? ''].join('').split('');
    if (new Set(characters).size !== characters.length) {
      throw this.error('delimiters', 'the delimiters must differ from one another');
    }
    this.forbidden = new RegExp(`[${characters.map(escapeForClass).join('')}]`, 'g');
    this.replacement = replacement;
    if (replacement !== undefined && this.holdsDelimiter(replacement)) {
      throw this.error('delimiters', 'the replacement for delimiters is a delimiter itself');
    }
  }

  /** Text outside of any segment. */
  plain(text: string): void {
    this.parts.push(text, this.delimiters.lineBreak ?? '');
  }

  /** The interchange header of X12: its values are padded by the caller, and name delimiters. */
  header(elements: readonly string[]): void {
    const values = elements.map((value, index) =>
      index === 10 || index === 15 ? value : this.clean(value, `ISA, element ${index + 1}`),
    );
    this.push(['ISA', ...values].join(this.delimiters.element));
  }

  /** @throws DocumentError when a value is neither text, number, nor lists of them, or holds a delimiter */
  segment(raw: readonly unknown[], place: string): void {
    const [id] = raw;
    if (typeof id !== 'string' || id === '') {
      throw this.error('segmentId', 'a segment begins with its identifier', place);
    }
    const elements = raw.map((element, index) => this.element(element, `${place} ${id}, element ${index}`));
    this.push(elements.join(this.delimiters.element));
  }

  /** What was written since the last call. */
  take(): string {
    const text = this.parts.join('');
    this.parts = [];
    return text;
  }

  private error(code: EdiCode, reason: string, place?: string): DocumentError {
    return new DocumentError(ediCode(this.syntax, code), reason, {}, place);
  }

  private push(segment: string): void {
    this.parts.push(segment, this.delimiters.segment, this.delimiters.lineBreak ?? '');
  }

  private element(element: unknown, place: string): string {
    if (!Array.isArray(element)) return this.value(element, place);
    if (!element.some((part) => Array.isArray(part))) return this.composite(element, place);
    if (this.delimiters.repetition === undefined) {
      throw this.error('repetition', 'this interchange has no separator of repeated elements', place);
    }
    return element
      .map((part: unknown) => (Array.isArray(part) ? this.composite(part, place) : this.value(part, place)))
      .join(this.delimiters.repetition);
  }

  private composite(components: readonly unknown[], place: string): string {
    return components.map((component) => this.value(component, place)).join(this.delimiters.component);
  }

  private value(value: unknown, place: string): string {
    if (value === undefined || value === null) return '';
    if (typeof value === 'string') return this.clean(value, place);
    if (typeof value === 'number' && plainNumber.test(String(value))) return this.clean(String(value), place);
    throw this.error('value', `${JSON.stringify(value)} can't be written into an element`, place);
  }

  /** Line breaks become blanks; delimiters are replaced or released, other control characters replaced. */
  private clean(given: string, place: string): string {
    if (given.search(controlCharacters) === -1) return this.withoutDelimiters(given, place);
    const value = this.withoutDelimiters(given.replace(lineBreaks, ' '), place);
    const left = value.replace(this.forbidden, '');
    if (left.search(controlCharacters) === -1) return value;
    if (this.replacement !== undefined) return value.replace(controlCharacters, this.replacement);
    throw this.error('character', `${JSON.stringify(given.slice(0, 60))} holds a control character`, place);
  }

  private withoutDelimiters(value: string, place: string): string {
    if (!this.holdsDelimiter(value)) return value;
    const { release } = this.delimiters;
    if (this.replacement !== undefined) return value.replace(this.forbidden, this.replacement);
    if (release !== undefined) return value.replace(this.forbidden, (character) => release + character);
    throw this.error('delimiterInData', `"${value.slice(0, 60)}" holds a delimiter`, place);
  }

  private holdsDelimiter(value: string): boolean {
    this.forbidden.lastIndex = 0;
    return this.forbidden.test(value);
  }
}

function escapeForClass(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
