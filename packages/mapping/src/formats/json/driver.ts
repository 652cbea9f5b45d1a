import { Type } from 'typebox';

import { defineFormat } from '../contract.ts';
import { encodings } from '../input.ts';
import { tooMany } from '../limits.ts';
import type { DocumentLimits } from '../limits.ts';
import { DocumentError, positionAt } from '../position.ts';
import { findJsonFault } from './fault.ts';
import { measureJson } from './measure.ts';

const parseOptions = Type.Object(
  {
    encoding: Type.Optional(
      Type.Enum([...encodings], {
        title: 'Character set',
        description: 'JSON is UTF-8 unless its sender says otherwise.',
        default: 'utf-8',
      }),
    ),
  },
  { additionalProperties: false },
);

const serializeOptions = Type.Object(
  {
    indent: Type.Optional(
      Type.Integer({
        title: 'Indentation',
        description: 'Spaces per level; 0 writes everything on one line.',
        minimum: 0,
        maximum: 10,
        default: 0,
      }),
    ),
  },
  { additionalProperties: false },
);

/**
 * JSON. A field called `__proto__` stays a field of its own, as the sender wrote it. Numbers become
 * double-precision numbers.
 */
export const jsonFormat = defineFormat({
  title: 'JSON',
  parseOptions,
  serializeOptions,
  contentTypes: ['application/json', 'text/json', '+json'],
  recognises: (beginning) => beginning.startsWith('{') || beginning.startsWith('['),
  parse(input, { options, limits }) {
    const text = input.text(options.encoding);
    measureJson(text, limits);
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      throw syntaxError(text, error);
    }
  },
  serialize(document, { options, limits }) {
    checkShape(document, limits);
    try {
      const text = JSON.stringify(document, null, options.indent ?? 0) as string | undefined;
      if (text !== undefined) return text;
    } catch (error) {
      throw new DocumentError('json.notPlain', `the data can't be written as JSON: ${reasonOf(error)}`);
    }
    throw new DocumentError('json.notPlain', 'there is nothing to write');
  },
});

function syntaxError(text: string, cause: unknown): DocumentError {
  const fault = findJsonFault(text);
  if (fault === undefined) return new DocumentError('json.syntax', reasonOf(cause));
  return new DocumentError('json.syntax', fault.reason, positionAt(text, fault.offset));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Without it, deep data would end in a stack overflow, a cycle in a message for programmers, and data that
 * refers to the same parts over and over in a text without end.
 */
function checkShape(document: unknown, limits: DocumentLimits): void {
  let level: object[] = isObject(document) ? [document] : [];
  let items = 1;
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > limits.maxDepth) {
      throw new DocumentError('document.tooDeep', `the data is nested deeper than ${limits.maxDepth} levels`);
    }
    const next: object[] = [];
    for (const parent of level) {
      const children: unknown[] = Object.values(parent);
      items += children.length;
      if (items > limits.maxItems) throw tooMany('values', limits);
      for (const child of children) if (isObject(child)) next.push(child);
    }
    level = next;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
