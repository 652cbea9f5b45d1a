import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import { edifactGuides } from '../edifact/guides.ts';
import type { EdifactDocument } from '../edifact/model.ts';
import { DocumentError } from '../position.ts';
import { x12Guides } from '../x12/guides.ts';
import type { X12Document } from '../x12/model.ts';
import { isData } from './data.ts';
import type { Data } from './data.ts';
import { makeData } from './generate.fixture.ts';
import { listOf } from './write-fields.ts';

const numRuns = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 15);

interface Standard {
  format: 'x12' | 'edifact';
  ids: readonly string[];
  /** Characters of texts; those of EDIFACT hold its delimiters, which are released. */
  letters: string;
  find: typeof x12Guides.find;
  enclose(type: string, version: string, body: object): unknown;
  bodyOf(document: unknown): { data?: unknown; segments?: unknown; guide?: string } | undefined;
}

const standards: Standard[] = [
  {
    format: 'x12',
    ids: x12Guides.ids,
    letters: 'ABab12 .-/éß',
    find: (type, version) => x12Guides.find(type, version),
    enclose: (type, version, body) => ({
      interchanges: [
        {
          senderId: 'A',
          receiverId: 'B',
          version: '00501',
          groups: [
            {
              functionalId: 'XX',
              senderId: 'A',
              receiverId: 'B',
              version,
              transactions: [{ type, ...body }],
            },
          ],
        },
      ],
    }),
    bodyOf: (document) => (document as X12Document).interchanges[0]?.groups[0]?.transactions[0],
  },
  {
    format: 'edifact',
    ids: edifactGuides.ids,
    letters: "ABab12 .-/éß+:'?*",
    find: (type, version) => edifactGuides.find(type, version),
    enclose: (type, version, body) => ({
      interchanges: [
        {
          syntax: 'UNOY',
          syntaxVersion: '4',
          senderId: 'A',
          receiverId: 'B',
          messages: [{ type, version, ...body }],
        },
      ],
    }),
    bodyOf: (document) => (document as EdifactDocument).interchanges[0]?.messages[0],
  },
];

describe.each(standards)('$format', (standard) => {
  test.each(standard.ids)('data of %s reads back as it was written, and so do its segments', (id) => {
    const [version = '', type = ''] = id.split('/');
    const guide = standard.find(type, version);
    expect(guide).toBeDefined();
    if (guide === undefined) return;
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const data = onlyOneWay(makeData(seed, guide.root, standard.letters));
        const written = write(standard, standard.enclose(type, version, { data }));
        const { document, warnings } = parseDocument(standard.format, written, { codeMeanings: false });
        const body = standard.bodyOf(document);
        expect(warnings).toEqual([]);
        expect(plain(body?.data)).toMatchObject(plain(data) as object);
        // What reading adds is in easy places; written again, nothing changes.
        const again = write(standard, standard.enclose(type, version, { data: body?.data }));
        expect(again).toBe(written);
      }),
      { numRuns },
    );
  });
});

/**
 * The standards leave open where some things belong: adjustments after remittances (820) may be theirs, and a
 * quantity after packages (INVRPT) may be the last package's. Such data is not made.
 */
function onlyOneWay(data: Data): Data {
  const { remittances, adjustments, ...rest } = data;
  for (const line of listOf(rest['lines'])) {
    if (isData(line) && line['quantities'] !== undefined)
      line['quantities'] = listOf(line['quantities']).slice(0, 1);
  }
  if (rest['entities'] !== undefined) return rest;
  if (remittances !== undefined) return { ...rest, remittances };
  return adjustments === undefined ? rest : { ...rest, adjustments };
}

/**
 * Lists longer than their elements have room for are refused, and so is a value that differs between its easy
 * place and its list: another data is made.
 */
function write(standard: Standard, document: unknown): string {
  try {
    return serializeDocument(standard.format, document, { timestamp: '2026-11-04T09:15:00Z' }).content;
  } catch (error) {
    fc.pre(!(error instanceof DocumentError && isRefusal(error)));
    throw error;
  }
}

const isRefusal = ({ code, message }: DocumentError): boolean =>
  code.endsWith('.tooManyValues') || message.endsWith('where it stands too');

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
