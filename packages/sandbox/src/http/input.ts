import { parseDecimal } from '../company/decimal.ts';
import type { Address, JsonObject } from '../company/model.ts';
import { countryPattern, type DecimalRule, type TextRule } from './field-rules.ts';
import { invalidFields, type FieldError } from './problem.ts';

const maxTextLength = 500;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads fields of a JSON object and collects what is wrong with them, so that the sender is told of all faults
 * at once. A reader that finds a fault gives a stand-in; `check` must be called before anything read is used.
 */
export class Input {
  readonly #fields: JsonObject;
  readonly #path: string;
  readonly #errors: FieldError[];

  private constructor(fields: JsonObject, path: string, errors: FieldError[]) {
    this.#fields = fields;
    this.#path = path;
    this.#errors = errors;
  }

  /** @throws Problem when the body is not an object */
  static of(body: unknown): Input {
    if (!isObject(body)) throw invalidFields([{ path: 'body', message: 'must be a JSON object' }]);
    return new Input(body, '', []);
  }

  /** @throws Problem naming every fault found so far, in this object and those read out of it */
  check(): void {
    if (this.#errors.length > 0) throw invalidFields(this.#errors);
  }

  /** Notes a fault that a rule beyond one field's form found. */
  fault(name: string, message: string): void {
    this.#errors.push({ path: this.#pathOf(name), message });
  }

  /** A field that is left out, or null, is absent. */
  has(name: string): boolean {
    return this.#fields[name] !== undefined && this.#fields[name] !== null;
  }

  text(name: string, pattern?: TextRule): string {
    const value = this.#fields[name];
    if (typeof value !== 'string' || value.trim() === '') {
      this.fault(name, this.has(name) ? 'must be a non-empty string' : 'is required');
      return '';
    }
    if (value.length > maxTextLength) this.fault(name, `must not be longer than ${maxTextLength} characters`);
    const text = value.trim();
    if (pattern !== undefined && !pattern.matches.test(text)) this.fault(name, pattern.says);
    return text;
  }

  optionalText(name: string, pattern?: TextRule): string | undefined {
    return this.has(name) ? this.text(name, pattern) : undefined;
  }

  choice<T extends string>(name: string, choices: readonly [T, ...T[]]): T {
    const value = this.text(name);
    const found = choices.find((choice) => choice === value);
    if (value !== '' && found === undefined) this.fault(name, `must be one of ${choices.join(', ')}`);
    return found ?? choices[0];
  }

  /** A scaled integer; see decimal.ts. */
  decimal(name: string, rule: DecimalRule): number {
    if (!this.has(name)) {
      this.fault(name, 'is required');
      return 0;
    }
    const value = parseDecimal(this.#fields[name], rule.places);
    if (value === undefined) {
      const form =
        rule.places === 0 ? 'a whole number' : `a decimal with at most ${rule.places} decimal places`;
      this.fault(name, `must be ${form}`);
      return 0;
    }
    if (value < rule.min || value > rule.max) {
      const scale = 10 ** rule.places;
      this.fault(name, `must be from ${rule.min / scale} to ${rule.max / scale}`);
    }
    return value;
  }

  /** An ISO 8601 date, or date and time, as it was sent. */
  optionalDate(name: string): string | undefined {
    if (!this.has(name)) return undefined;
    const value = this.text(name);
    if (value !== '' && !isIsoDate(value)) this.fault(name, 'must be an ISO 8601 date such as 2026-03-31');
    return value;
  }

  texts(name: string): string[] {
    const value = this.#fields[name];
    if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value;
    this.fault(name, 'must be a list of strings');
    return [];
  }

  object(name: string): Input {
    const value = this.#fields[name];
    return this.#nested(value, this.#pathOf(name));
  }

  /** The objects of a list with `min` to `max` entries. */
  objects(name: string, { min, max }: { min: number; max: number }): Input[] {
    const value = this.#fields[name];
    if (!Array.isArray(value) || value.length < min || value.length > max) {
      this.fault(name, `must be a list of ${min} to ${max} objects`);
      return [];
    }
    return value.map((entry: unknown, index) => this.#nested(entry, this.#pathOf(`${name}[${index}]`)));
  }

  names(): string[] {
    return Object.keys(this.#fields);
  }

  #nested(value: unknown, path: string): Input {
    if (isObject(value)) return new Input(value, path, this.#errors);
    this.#errors.push({ path, message: 'must be an object' });
    // What would be missing inside of it says nothing more: those faults go nowhere.
    return new Input({}, path, []);
  }

  #pathOf(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }
}

const addressParts = ['name', 'street', 'street2', 'city', 'region', 'postalCode'] as const;

/** An address with whatever parts were given. */
export function readAddress(input: Input): Address {
  const address: Address = {};
  for (const part of addressParts) {
    const text = input.optionalText(part);
    if (text !== undefined) address[part] = text;
  }
  const country = input.optionalText('country', countryPattern);
  return country === undefined ? address : { ...address, country };
}

const datePattern = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

function isIsoDate(text: string): boolean {
  const day = datePattern.exec(text)?.[1];
  if (day === undefined || Number.isNaN(Date.parse(text))) return false;
  // Date accepts 30 February and moves on to March.
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
