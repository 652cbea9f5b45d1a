import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import { edifactGuides } from '../edifact/guides.ts';
import type { EdifactDocument } from '../edifact/model.ts';
import { x12Guides } from '../x12/guides.ts';
import type { X12Document } from '../x12/model.ts';

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

type Format = 'x12' | 'edifact';

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

  test('is written from its data, segment for segment', () => {
    const { document, message } = read(format, content);
    const written = serializeDocument(format, withoutSegments(format, document));
    const again = read(format, Buffer.from(written.content, written.encoding));
    expect(again.warnings).toEqual([]);
    expect(idsOf(again.message)).toEqual(idsOf(message));
    expect(again.message.data).toEqual(message.data);
  });
});
