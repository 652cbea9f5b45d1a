import { readdirSync, readFileSync } from 'node:fs';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { applyDamage, damage } from '../damage.fixture.ts';
import { parseDocument, serializeDocument } from '../documents.ts';
import { DocumentError } from '../position.ts';

const numRuns = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 15);

const folder = new URL('guide-samples/', import.meta.url);
const samples = readdirSync(folder).filter((file) => file.endsWith('.edi'));

/** Whatever happens to a document of any guide on its way, it is read, or the damage is told with its place. */
test.each(samples)('damaged: %s', (file) => {
  const format = file.startsWith('x12') ? 'x12' : 'edifact';
  const bytes = new Uint8Array(readFileSync(new URL(file, folder)));
  fc.assert(
    fc.property(damage(bytes.length), (edits) => {
      const damaged = applyDamage(bytes, edits);
      const read = attempt(() => parseDocument(format, damaged));
      if (read === undefined) return;
      for (const warning of read.warnings) expect(warning.message).not.toBe('');
      const segments = attempt(() => serializeDocument(format, read.document));
      if (segments !== undefined) expect(segments.content).not.toBe('');
      attempt(() => serializeDocument(format, withoutSegments(read.document)));
      attempt(() => parseDocument(format, damaged, { strict: true, records: 'lines' }));
    }),
    { numRuns },
  );
});

function withoutSegments(document: unknown): unknown {
  return JSON.parse(
    JSON.stringify(document, (name, value: unknown) => (name === 'segments' ? undefined : value)),
  );
}

/** The result, or undefined where it was refused for a reason that people can read. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    expect(error.message).not.toBe('');
    return undefined;
  }
}
