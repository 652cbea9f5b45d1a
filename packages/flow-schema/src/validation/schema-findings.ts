import { Check, Errors } from 'typebox/schema';
import { Settings } from 'typebox/system';
import { childPath } from '../dynamic.ts';
import { property } from '../json-values.ts';
import { narrow } from './narrow-schema.ts';

// TypeBox stops at 8 errors; a document has more places than that, and a person wants to hear of all of them.
Settings.Set({ maxErrors: 200 });

/** What does not fit a schema, put so that an analyst understands it. `path` is empty for the value itself. */
export interface SchemaFinding {
  path: string;
  message: string;
}

/** What TypeBox reports, as far as it is read here. */
interface RawError {
  keyword: string;
  schemaPath: string;
  instancePath: string;
  message: string;
  params: object;
}

/**
 * Checks a value against a JSON Schema, without generating code (the browser's CSP forbids that).
 *
 * @param options.dynamic every value inside may be an expression instead, as in the input of a connector
 * @returns at most one finding per place, of the first 200; an empty list exactly if the value fits
 */
export function schemaFindings(
  schema: object,
  value: unknown,
  options: { dynamic?: boolean } = {},
): SchemaFinding[] {
  if (Check(schema, value)) return [];
  const narrowed = narrow(schema, value, options.dynamic ?? false);
  const [fits, errors] = Errors(narrowed, value);
  if (fits) return [];
  const findings = errors.flatMap((error) => findingsOf(error, narrowed, value));
  // What does not fit must never pass for fitting, whatever the words for it are.
  if (findings.length === 0) return [{ path: '', message: 'This value does not fit.' }];
  return findings.filter(({ path }, index) => findings.findIndex((other) => other.path === path) === index);
}

function findingsOf(error: RawError, schema: object, root: unknown): SchemaFinding[] {
  const { path, value } = locate(root, error.instancePath);
  const at = schemaAt(schema, error.schemaPath);
  if (error.keyword === 'boolean') return [{ path, message: unknownField(error, schema) }];
  if (error.keyword === 'additionalProperties') return []; // said field by field, as `boolean`
  if (error.keyword === 'required')
    return listParam(error, 'requiredProperties').map((key) => ({
      path: childPath(path, key),
      message: `${labelOf(property(property(at, 'properties'), key), key)} is missing.`,
    }));
  return [
    { path, message: `${labelOf(at, tokensOf(error.instancePath).at(-1))} ${complaint(error, value, at)}.` },
  ];
}

/** The second half of a sentence whose subject is the field. */
function complaint(error: RawError, value: unknown, schema: unknown): string {
  const limit = Number(property(error.params, 'limit'));
  switch (error.keyword) {
    case 'type':
      return `must be ${typeNames[String(property(error.params, 'type'))] ?? String(property(error.params, 'type'))}`;
    case 'enum':
      return `must be one of ${listParam(error, 'allowedValues').join(', ')}`;
    case 'const':
      return `must be ${JSON.stringify(property(error.params, 'allowedValue'))}`;
    case 'minLength':
      return limit === 1 ? 'must not be empty' : `must have at least ${limit} characters`;
    case 'maxLength':
      return `must have at most ${limit} characters`;
    case 'minItems':
      return limit === 1 ? 'needs at least one entry' : `needs at least ${limit} entries`;
    case 'maxItems':
      return `must have at most ${limit} entries`;
    case 'minimum':
      return `must be at least ${limit}`;
    case 'maximum':
      return `must be at most ${limit}`;
    case 'pattern':
      return `can’t be ${excerpt(value)}: ${patternInWords(schema) ?? `it has to match ${String(property(error.params, 'pattern'))}`}`;
    default:
      return error.message;
  }
}

/** What a pattern asks for, as its schema puts it; people do not read regular expressions. */
function patternInWords(schema: unknown): string | undefined {
  const words = property(schema, 'x-pattern-in-words');
  return typeof words === 'string' ? `write ${words}` : undefined;
}

function excerpt(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
}

/** How much of a value a message repeats. */
const shownCharacters = 60;

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'empty',
};

/** The error is that of the schema `false` under `additionalProperties`: its parent knows what there may be. */
function unknownField({ instancePath, schemaPath }: RawError, schema: object): string {
  const parent = schemaAt(schema, schemaPath.slice(0, schemaPath.lastIndexOf('/')));
  const known = Object.keys(Object(property(parent, 'properties')));
  const hint = known.length > 0 ? ` Known here: ${known.join(', ')}.` : '';
  return `There is no field ${JSON.stringify(tokensOf(instancePath).at(-1))}.${hint}`;
}

/** Title of a field in quotes; without one its name or place in the list, or "This value". */
function labelOf(schema: unknown, key?: string): string {
  const title = property(schema, 'title');
  if (typeof title === 'string') return `“${title}”`;
  if (key === undefined) return 'This value';
  return /^\d+$/.test(key) ? `Entry ${Number(key) + 1}` : `“${key}”`;
}

function listParam(error: RawError, name: string): string[] {
  const list = property(error.params, name);
  return Array.isArray(list) ? list.map(String) : [];
}

const tokensOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Follows a JSON pointer through the value, to tell entries of lists from fields with numbers as names. */
function locate(root: unknown, pointer: string): { path: string; value: unknown } {
  let [path, value] = ['', root];
  for (const token of tokensOf(pointer)) {
    path = childPath(path, Array.isArray(value) ? Number(token) : token);
    value = Array.isArray(value) ? value[Number(token)] : property(value, token);
  }
  return { path, value };
}

function schemaAt(root: object, pointer: string): unknown {
  return tokensOf(pointer).reduce<unknown>(
    (schema, token) => (Array.isArray(schema) ? schema[Number(token)] : property(schema, token)),
    root,
  );
}
