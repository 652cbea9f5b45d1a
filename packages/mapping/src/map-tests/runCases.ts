import { bytesOfBase64 } from '../formats/base64.ts';
import { DocumentError } from '../formats/position.ts';
import { parseDocument, serializeDocument } from '../formats/documents.ts';
import { documentFormats } from '../formats/registry.ts';
import { compile } from '../jsonata/compile.ts';
import { ExpressionError } from '../jsonata/errors.ts';
import type { CompiledExpression, EvaluateOptions } from '../jsonata/types.ts';
import type { CaseDocument, CaseFailure, MapCase, MapCaseResult, RunCasesOptions } from './cases.ts';
import { compareTexts, compareValues, type Difference } from './compare.ts';
import { lookupInTables } from './lookups.ts';

/** Runs with the clock of no case: any moment will do, but always the same. */
const DEFAULT_CLOCK = Date.UTC(2026, 0, 1);

/**
 * Runs the cases of a map. A case never throws: what goes wrong is part of its result. Clock and random
 * numbers are the same in every run, so that a case gives the same result each time.
 * @param map the text of the map, or the map compiled
 */
export function runMapCases(
  map: string | CompiledExpression,
  cases: readonly MapCase[],
  options: RunCasesOptions = {},
): MapCaseResult[] {
  let compiled: CompiledExpression;
  try {
    compiled = typeof map === 'string' ? compile(map) : map;
  } catch (error) {
    const failure = failureOf('map', error);
    return cases.map(({ name }) => ({ name, passed: false, differences: [], failure }));
  }
  return cases.map((test) => runCase(compiled, test, options));
}

function runCase(map: CompiledExpression, test: MapCase, options: RunCasesOptions): MapCaseResult {
  const result: MapCaseResult = { name: test.name, passed: false, differences: [] };
  let stage: CaseFailure['stage'] = 'input';
  try {
    const { document, warnings } = readInput(test.input);
    if (warnings.length > 0) result.warnings = warnings;
    stage = 'case';
    const settings = settingsOf(test, options);
    stage = 'map';
    const mapped = map.evaluate(document, { ...options.bindings, ...test.bindings }, settings);
    stage = 'output';
    const actual = test.output === undefined ? mapped : write(mapped, test.output);
    if (actual !== undefined) result.actual = actual;
    stage = 'case';
    result.differences = differencesOf(test, actual);
    result.passed = result.differences.length === 0;
  } catch (error) {
    result.failure = failureOf(stage, error);
  }
  return result;
}

function differencesOf({ expected, output, tolerances }: MapCase, actual: unknown): Difference[] {
  return output !== undefined && typeof expected === 'string' && typeof actual === 'string'
    ? compareTexts(expected, actual)
    : compareValues(expected, actual, tolerances);
}

function settingsOf(test: MapCase, { budget, lookup, lookups }: RunCasesOptions): EvaluateOptions {
  const find = lookup ?? (lookups === undefined ? undefined : lookupInTables(lookups));
  return {
    now: clockOf(test),
    random: repeatableRandom(),
    ...(budget === undefined ? {} : { budget }),
    ...(find === undefined ? {} : { lookup: find }),
  };
}

function readInput(input: unknown): { document: unknown; warnings: string[] } {
  if (!isCaseDocument(input)) return { document: input, warnings: [] };
  const content = input.encoding === 'base64' ? bytesOfBase64(input.content) : input.content;
  const { document, warnings } = parseDocument(input.format, content, formatOptions(input.options));
  return { document, warnings: warnings.map(({ message }) => message) };
}

const DOCUMENT_FIELDS = new Set(['format', 'content', 'encoding', 'options']);

function isCaseDocument(input: unknown): input is CaseDocument {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return false;
  const { format, content } = input as Partial<CaseDocument>;
  return (
    typeof content === 'string' &&
    typeof format === 'string' &&
    documentFormats.includes(format) &&
    Object.keys(input).every((name) => DOCUMENT_FIELDS.has(name))
  );
}

/** Options of the format only: who writes a case must not raise the limits of documents. */
function formatOptions(options: Record<string, unknown> = {}): Record<string, unknown> {
  const { limits: _limits, ...rest } = options;
  return rest;
}

function write(document: unknown, { format, options }: NonNullable<MapCase['output']>): string {
  return serializeDocument(format, document, formatOptions(options)).content;
}

function clockOf({ clock }: MapCase): number {
  if (clock === undefined) return DEFAULT_CLOCK;
  const time = typeof clock === 'number' ? clock : Date.parse(clock);
  if (Number.isNaN(time)) throw new RangeError(`"${clock}" is no time for the clock`);
  return time;
}

/** A linear congruential generator with the usual constants of 32 bits: spread enough for tests. */
function repeatableRandom(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function failureOf(stage: CaseFailure['stage'], error: unknown): CaseFailure {
  if (error instanceof ExpressionError) {
    const { message, code, position, excerpt } = error;
    return {
      stage,
      message,
      code,
      ...(position === undefined ? {} : { position }),
      ...(excerpt === undefined ? {} : { excerpt }),
    };
  }
  if (error instanceof DocumentError) return { stage, message: error.message, code: error.code };
  return { stage, message: error instanceof Error ? error.message : String(error) };
}
