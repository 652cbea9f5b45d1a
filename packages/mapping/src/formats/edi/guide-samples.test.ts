import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import { edifactGuides } from '../edifact/guides.ts';
import type { EdifactDocument } from '../edifact/model.ts';
import { x12Guides } from '../x12/guides.ts';
import type { X12Document } from '../x12/model.ts';
import { guideSchema } from './schema.ts';

/** Documents of every guide, each beside the data that it is read into. */
const folder = new URL('guide-samples/', import.meta.url);
const samples = readdirSync(folder)
  .filter((file) => file.endsWith('.edi'))
  .map((file) => file.replace('.edi', ''));

interface Message {
  guide?: string;
  data?: unknown;
  segments: unknown[][];
}

const shelves = { x12: x12Guides, edifact: edifactGuides };
type Format = keyof typeof shelves;

function formatOf(sample: string): Format {
  return sample.startsWith('x12') ? 'x12' : 'edifact';
}

function contentOf(file: string): string {
  return readFileSync(new URL(file, folder), 'utf8');
}

function read(format: Format, content: string | Uint8Array, options = {}) {
  const { document, warnings } = parseDocument(format, content, { codeMeanings: false, ...options });
  const [message] = messagesOf(format, document);
  if (message === undefined) throw new Error('the document holds no message');
  return { document, message, warnings };
}

function messagesOf(format: Format, document: unknown): Message[] {
  if (format === 'edifact') {
    return (document as EdifactDocument).interchanges.flatMap(({ messages }) => messages);
  }
  const groups = (document as X12Document).interchanges.flatMap((interchange) => interchange.groups);
  return groups.flatMap(({ transactions }) => transactions);
}

/** The same document with named data in place of segments. */
function withoutSegments(format: Format, document: unknown): unknown {
  const copy = structuredClone(document);
  for (const message of messagesOf(format, copy)) Reflect.deleteProperty(message, 'segments');
  return copy;
}

function idsOf({ segments }: Message): unknown[] {
  return segments.map(([id]) => id);
}

interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
}

/** Compiling schemas of this size takes seconds, and few keywords are in them. */
function departures(root: Schema, given: Schema, value: unknown, path: string): string[] {
  const schema = given.$ref === undefined ? given : (root.$defs?.[given.$ref.replace('#/$defs/', '')] ?? {});
  if (Array.isArray(value)) {
    const inner = value.flatMap((item, index) =>
      departures(root, schema.items ?? {}, item, `${path}[${index}]`),
    );
    return schema.type === 'array' ? inner : [`${path} is a list`];
  }
  if (typeof value !== 'object' || value === null) {
    const types = typeof value === 'number' ? ['number', 'integer'] : [typeof value];
    return types.includes(schema.type ?? '') ? [] : [`${path} is ${typeof value}, not ${schema.type}`];
  }
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name));
  return [
    ...missing.map((name) => `${path}.${name} is missing`),
    ...Object.entries(value).flatMap(([name, item]) => {
      const inner = schema.properties?.[name];
      if (inner === undefined) return [`${path}.${name} is not in the schema`];
      return departures(root, inner, item, `${path}.${name}`);
    }),
  ];
}

test('every guide has a sample', () => {
  const guides = samples.map(
    (sample) => read(formatOf(sample), contentOf(`${sample}.edi`)).message.guide ?? '',
  );
  expect(new Set(guides)).toEqual(new Set([...x12Guides.ids, ...edifactGuides.ids]));
});

describe.each(samples)('%s', (sample) => {
  const format = formatOf(sample);
  const content = contentOf(`${sample}.edi`);

  test('is read into its data without a warning', () => {
    const { message, warnings } = read(format, content, { strict: true });
    expect(warnings).toEqual([]);
    expect(message.data).toEqual(JSON.parse(contentOf(`${sample}.json`)));
  });

  test.each(['read', 'write'] as const)('has all that it holds in the schema of its guide to %s', (use) => {
    const { guide = '', data } = read(format, content).message;
    const [version = '', type = ''] = guide.split('/');
    const compiled = shelves[format].find(type, version);
    const schema = compiled === undefined ? {} : guideSchema(compiled, { for: use });
    expect(departures(schema, schema, data, 'data')).toEqual([]);
  });

  test('is written from its data, segment for segment', () => {
    const { document, message } = read(format, content);
    const written = serializeDocument(format, withoutSegments(format, document));
    const again = read(format, Buffer.from(written.content, written.encoding));
    expect(again.warnings).toEqual([]);
    expect(idsOf(again.message)).toEqual(idsOf(message));
    expect(again.message.data).toEqual(message.data);
  });
});
