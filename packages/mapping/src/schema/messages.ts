import type { ErrorObject } from 'ajv';

/** One departure from a schema: where (`lines[2].quantity`; empty for the whole value) and what is wrong. */
export interface SchemaViolation {
  path: string;
  message: string;
}

type Params = Record<string, unknown>;

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'empty (null)',
};

const comparisons: Record<string, string> = {
  '<=': 'at most',
  '>=': 'at least',
  '<': 'less than',
  '>': 'more than',
};

/** What each keyword says to an analyst; keywords without a sentence of their own keep the library's. */
const sentences: Record<string, (params: Params, value: unknown) => string> = {
  type: (params, value) => `must be ${typeList(params['type'])}, but is ${describe(value)}`,
  enum: (params) => `must be one of ${list(params['allowedValues'])}`,
  const: (params) => `must be ${show(params['allowedValue'])}`,
  format: (params) => `must be a valid ${String(params['format'])}`,
  pattern: (params) => `doesn't match the pattern ${String(params['pattern'])}`,
  minimum: bound,
  maximum: bound,
  exclusiveMinimum: bound,
  exclusiveMaximum: bound,
  multipleOf: (params) => `must be a multiple of ${String(params['multipleOf'])}`,
  minLength: (params) =>
    params['limit'] === 1 ? 'must not be empty' : `must have at least ${String(params['limit'])} characters`,
  maxLength: (params) => `must have at most ${String(params['limit'])} characters`,
  minItems: (params) => `must have at least ${String(params['limit'])} entries`,
  maxItems: (params) => `must have at most ${String(params['limit'])} entries`,
  uniqueItems: () => 'must not hold the same entry twice',
  contains: () => 'lacks an entry of the required kind',
  minProperties: (params) => `must have at least ${String(params['limit'])} fields`,
  maxProperties: (params) => `must have at most ${String(params['limit'])} fields`,
  required: () => 'is missing',
  dependentRequired: (params) => `is missing (needed beside ${String(params['property'])})`,
  additionalProperties: () => 'is not a known field',
  unevaluatedProperties: () => 'is not a known field',
  propertyNames: (params) => `has a field name that is not allowed: ${String(params['propertyName'])}`,
  anyOf: () => 'fits none of the allowed forms',
  oneOf: (params) =>
    params['passingSchemas'] === null
      ? 'fits none of the allowed forms'
      : 'fits more than one of the allowed forms',
  not: () => 'has a form that is not allowed',
  'false schema': () => 'is not allowed here',
  if: () => 'breaks a rule that depends on another field',
};

/** Names of the parameters that hold the property an error is about, where ajv reports its parent. */
const propertyParams = ['missingProperty', 'additionalProperty', 'unevaluatedProperty'];

/** What a validator found. */
interface Finding {
  keyword: string;
  /** JSON Pointer to the value. */
  instancePath: string;
  params: Params;
  value: unknown;
  /** The validator's own words, for keywords without a sentence here. */
  fallback: string | undefined;
}

/** Turns an error of ajv (made with `verbose`) into a path and a sentence. */
export function violationOf({ keyword, instancePath, params, data, message }: ErrorObject): SchemaViolation {
  return sayViolation({ keyword, instancePath, params: params as Params, value: data, fallback: message });
}

/** Path and sentence for a finding. */
export function sayViolation({ keyword, instancePath, params, value, fallback }: Finding): SchemaViolation {
  const segments = instancePath.split('/').slice(1).map(unescapePointer);
  for (const name of propertyParams) {
    const property = params[name];
    if (typeof property === 'string') segments.push(property);
  }
  const say = Object.hasOwn(sentences, keyword) ? sentences[keyword] : undefined;
  const message = say === undefined ? (fallback ?? 'is not valid') : say(params, value);
  return { path: formatPath(segments), message };
}

function unescapePointer(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** `lines[2].quantity`; names that aren't plain words stand in brackets and quotes. */
function formatPath(segments: string[]): string {
  let path = '';
  for (const segment of segments) {
    if (/^\d+$/.test(segment)) path += `[${segment}]`;
    else if (/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(segment)) path += path === '' ? segment : `.${segment}`;
    else path += `[${JSON.stringify(segment)}]`;
  }
  return path;
}

function bound(params: Params): string {
  return `must be ${comparisons[String(params['comparison'])] ?? ''} ${String(params['limit'])}`;
}

function typeList(type: unknown): string {
  const types = Array.isArray(type) ? type : String(type).split(',');
  return types.map((name) => typeNames[String(name)] ?? String(name)).join(' or ');
}

function describe(value: unknown): string {
  if (value === null) return typeNames['null'] ?? 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return value === '' ? 'an empty text' : `the text ${show(value)}`;
  if (typeof value === 'object') return 'an object';
  return show(value);
}

function list(values: unknown): string {
  if (!Array.isArray(values)) return show(values);
  const shown = values.slice(0, 12).map(show).join(', ');
  return values.length > 12 ? `${shown} and ${values.length - 12} more` : shown;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
