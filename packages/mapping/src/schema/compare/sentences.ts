import type { SchemaChangeKind } from './gap.ts';

/** What a sentence is made of. */
export interface Told {
  path: string;
  kind: SchemaChangeKind;
  keyword: string;
  was?: unknown;
  is?: unknown;
  breaks: 'backward' | 'forward' | 'both' | 'none';
}

/** What a change is, for people: the place, what it was, what it is now. */
export function sentence(told: Told): string {
  const place = told.path === '' ? 'The document' : `“${told.path}”`;
  return `${place} ${sentences[told.kind](told)}.`;
}

const limits: Record<string, string> = {
  minimum: 'smallest value',
  exclusiveMinimum: 'value that it must exceed',
  maximum: 'largest value',
  exclusiveMaximum: 'value that it must stay below',
  multipleOf: 'step',
  minLength: 'least number of characters',
  maxLength: 'most characters',
  minItems: 'least number of entries',
  maxItems: 'most entries',
  minProperties: 'least number of fields',
  maxProperties: 'most fields',
};

const rules: Record<string, string> = {
  false: 'is not allowed in one of the versions',
  size: 'is too large to be compared',
  uniqueItems: 'has another rule about equal entries',
  dependentRequired: 'has another rule about fields that must come together',
};

const sentences: Record<SchemaChangeKind, (told: Told) => string> = {
  fieldAdded: ({ breaks }) => {
    if (breaks === 'backward') return 'is new and required';
    return breaks === 'none'
      ? 'is new'
      : 'is new, and the older version refuses fields that it does not know';
  },
  fieldRemoved: ({ breaks }) => {
    if (breaks === 'forward') return 'is gone, and the older version requires it';
    return breaks === 'none' ? 'is gone' : 'is gone, and fields that are not known are refused';
  },
  required: ({ breaks }) => (breaks === 'forward' ? 'is no longer required' : 'is required now'),
  type: ({ was, is }) => `was ${types(was)} and is ${types(is)} now`,
  values: ({ was, is }) => valuesSentence(was, is),
  range: ({ keyword, was, is }) => changed(limits[keyword] ?? keyword, was, is),
  length: ({ keyword, was, is }) => changed(limits[keyword] ?? keyword, was, is),
  pattern: ({ was, is }) => changed('pattern', was, is),
  format: ({ was, is }) => changed('format', was, is),
  otherFields: ({ breaks }) => {
    if (breaks === 'both') return 'has other rules for fields that are not named';
    return breaks === 'forward'
      ? 'may have fields that are not named, which the older version refuses or restricts'
      : 'refuses or restricts fields that are not named, which the older version did not';
  },
  rule: ({ keyword }) => rules[keyword] ?? `has another rule (${keyword})`,
  documentation: ({ keyword }) => `is described otherwise (${keyword})`,
};

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'empty (null)',
};

function types(type: unknown): string {
  if (type === undefined) return 'anything';
  const names = Array.isArray(type) ? type : [type];
  return names.map((name) => typeNames[String(name)] ?? String(name)).join(' or ');
}

function changed(what: string, was: unknown, is: unknown): string {
  if (was === undefined) return `has a ${what} now: ${show(is)}`;
  return is === undefined
    ? `has no ${what} any more (was ${show(was)})`
    : `has another ${what}: ${show(is)} (was ${show(was)})`;
}

function valuesSentence(was: unknown, is: unknown): string {
  if (!Array.isArray(was)) return `allows only ${list(is)} now`;
  if (!Array.isArray(is)) return `allows other values beside ${list(was)} now`;
  const texts = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value));
  const gone = was.filter((value) => !texts(is).includes(JSON.stringify(value)));
  const added = is.filter((value) => !texts(was).includes(JSON.stringify(value)));
  const parts = [
    ...(gone.length > 0 ? [`no longer allows ${list(gone)}`] : []),
    ...(added.length > 0 ? [`allows ${list(added)} too`] : []),
  ];
  return parts.length === 0 ? 'allows other values' : parts.join(' and ');
}

function list(values: unknown): string {
  if (!Array.isArray(values)) return show(values);
  const shown = values.slice(0, 8).map(show).join(', ');
  return values.length > 8 ? `${shown} and ${values.length - 8} more` : shown;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
