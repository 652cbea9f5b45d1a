import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';

import { SchemaCompiler, SchemaError } from './compiler.ts';
import { violationOf } from './messages.ts';
import type { SchemaViolation } from './messages.ts';

/** Values bigger than this report their first violation only: a list of millions can have millions of them. */
const maxNodesForAllErrors = 50_000;
const maxViolations = 100;
const maxSchemaLength = 1_000_000;

interface CompiledSchema {
  first: ValidateFunction;
  /** Made when a value of moderate size has failed: most schemas never need it. */
  all: ValidateFunction | undefined;
}

/**
 * Checks values against JSON Schema 2020-12 (with formats). Each schema is compiled once: per object, and per
 * text for schemas that are read anew every time.
 */
export class SchemaValidator {
  private readonly byObject = new WeakMap<object, CompiledSchema>();
  private readonly byText = new Map<string, CompiledSchema>();
  private readonly maxCached: number;
  private readonly firstError = new SchemaCompiler(false);
  private readonly allErrors = new SchemaCompiler(true);

  /** @param maxCached How many schema texts stay compiled; the one used longest ago goes first. */
  constructor(maxCached = 500) {
    this.maxCached = maxCached;
  }

  /**
   * @returns Every departure of a value of moderate size (at most 100), the first one of a huge value; empty
   * when the value is valid
   * @throws SchemaError when the schema can't be used
   */
  validate(schema: object, value: unknown): SchemaViolation[] {
    const compiled = this.compiled(schema);
    try {
      if (compiled.first(value)) return [];
      if (!isSmall(value)) return violationsOf(compiled.first.errors);
      compiled.all ??= this.allErrors.compile(schema);
      compiled.all(value);
      return violationsOf(compiled.all.errors);
    } catch (error) {
      if (error instanceof RangeError) return [{ path: '', message: 'is nested too deeply to be checked' }];
      throw error;
    }
  }

  private compiled(schema: object): CompiledSchema {
    const known = this.byObject.get(schema);
    if (known !== undefined) return known;
    const text = textOf(schema);
    const compiled = this.byText.get(text) ?? { first: this.firstError.compile(schema), all: undefined };
    this.byObject.set(schema, compiled);
    this.remember(text, compiled);
    return compiled;
  }

  private remember(text: string, compiled: CompiledSchema): void {
    this.byText.delete(text);
    this.byText.set(text, compiled);
    if (this.byText.size <= this.maxCached) return;
    const [oldest] = this.byText.keys();
    if (oldest !== undefined) this.byText.delete(oldest);
  }
}

const shared = new SchemaValidator();

/**
 * Checks a value against a JSON Schema 2020-12 with the process's shared compiled schemas.
 * @returns Where the value departs from the schema; empty when it is valid
 * @throws SchemaError when the schema can't be used
 */
export function validateJson(schema: object, value: unknown): SchemaViolation[] {
  return shared.validate(schema, value);
}

function textOf(schema: object): string {
  let text: string;
  try {
    text = JSON.stringify(schema);
  } catch {
    throw new SchemaError('it is not plain JSON');
  }
  if (text.length > maxSchemaLength) throw new SchemaError(`it is longer than ${maxSchemaLength} characters`);
  return text;
}

function violationsOf(errors: ErrorObject[] | null | undefined): SchemaViolation[] {
  return (errors ?? []).slice(0, maxViolations).map(violationOf);
}

function isSmall(value: unknown): boolean {
  const open: unknown[] = [value];
  let nodes = 0;
  while (open.length > 0) {
    const next = open.pop();
    nodes += 1;
    if (nodes + open.length > maxNodesForAllErrors) return false;
    if (typeof next !== 'object' || next === null) continue;
    for (const child of Object.values(next)) open.push(child);
  }
  return true;
}
