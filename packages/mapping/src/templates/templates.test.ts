import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { parseDocument, serializeDocument } from '../formats/documents.ts';
import type { DocumentFormat } from '../formats/registry.ts';
import { compile } from '../jsonata/compile.ts';
import { runMapCases } from '../map-tests/runCases.ts';
import { canonicalSchema } from '../schema/canonical.ts';
import { validateJson } from '../schema/validator.ts';
import { findTemplate, templateCases, templateIds } from './library.ts';
import { canonicalSideOf, documentSideOf } from './template.ts';
import type { Template } from './template.ts';

const now = Date.UTC(2026, 10, 4, 9, 30);

function template(id: string): Template {
  const found = findTemplate(id);
  if (found === undefined) throw new Error(`there is no template ${id}`);
  return found;
}

function run(map: string, input: unknown): unknown {
  return compile(map).evaluate(input, {}, { now });
}

/** Violations of the canonical schema, in one object or in each of a list. */
function violations(name: string, value: unknown): unknown[] {
  const schema = canonicalSchema(name);
  if (schema === undefined) throw new Error(`there is no canonical object ${name}`);
  const objects = Array.isArray(value) ? value : [value];
  return objects.flatMap((object, index) =>
    validateJson(schema, object).map(({ path, message }) => `[${index}] ${path} ${message}`),
  );
}

/** Who sends to whom is set for a partner, not by a template. */
const envelopes: Partial<Record<DocumentFormat, object>> = {
  x12: { envelope: { senderId: 'HARBORSUPPLY', receiverId: 'NORTHGATE', controlNumber: '118' } },
  edifact: { envelope: { senderId: '4012345000016', receiverId: '4098765000010', controlNumber: '118' } },
};

/** What a map made, as text of the document and read again. */
function throughText(made: unknown, writing: Template, reading: Template): unknown {
  const target = documentSideOf(writing);
  const source = documentSideOf(reading);
  if (target === undefined || source === undefined) throw new Error('neither side is a document');
  const { content, encoding } = serializeDocument(target.format, made, {
    ...target.options,
    ...envelopes[target.format],
  });
  const received = encoding === 'base64' ? Buffer.from(content, 'base64') : content;
  const { document, warnings } = parseDocument(source.format, received, source.options);
  expect(warnings).toEqual([]);
  return document;
}

/** Results of a template's cases, and the canonical objects in them: what it makes, or what it takes. */
function played(id: string) {
  const { map, target } = template(id);
  const { cases, options } = templateCases(id);
  const results = runMapCases(map, cases, options);
  const canonical =
    'canonical' in target ? results.map(({ actual }) => actual) : cases.map(({ input }) => input);
  return { results, canonical };
}

describe.each(templateIds())('template %s', (id) => {
  const { results, canonical } = played(id);

  it('passes its cases', () => {
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter(({ passed }) => !passed)).toEqual([]);
  });

  it('reads its samples without warnings', () => {
    expect(results.flatMap(({ warnings = [] }) => warnings)).toEqual([]);
  });

  it('has valid canonical objects', () => {
    const name = canonicalSideOf(template(id))?.canonical ?? '';
    for (const object of canonical) expect(violations(name, object)).toEqual([]);
  });
});

/** The examples of the canonical documents: with every field, and with what must be there only. */
function examples(name: string): [kind: string, example: unknown][] {
  return ['full', 'minimal'].map((kind) => {
    const file = new URL(`../../schemas/canonical/examples/${name}.${kind}.json`, import.meta.url);
    return [kind, JSON.parse(readFileSync(file, 'utf8'))];
  });
}

const outward = templateIds().filter((id) => 'canonical' in template(id).source);

describe.each(outward)('template %s', (id) => {
  const one = template(id);
  const name = canonicalSideOf(one)?.canonical ?? '';

  it.each(examples(name))('writes the %s example, which reads as a valid object again', (_kind, example) => {
    const other = template(one.counterpart ?? '');
    const back = run(other.map, throughText(run(one.map, example), one, other));
    expect(violations(name, back)).toEqual([]);
    expect(lineCount(back)).toBe(lineCount(example));
    expect(refusedLines(back)).toEqual(refusedLines(example));
  });
});

/** Numbers of the lines that a response does not take; a refusal that is lost would be read as consent. */
function refusedLines(object: unknown): unknown[] {
  const { lines = [] } = object as { lines?: { lineNumber?: string; status?: string }[] };
  return lines.filter(({ status }) => status === 'rejected').map(({ lineNumber }) => lineNumber);
}

/** Lines of a canonical object, wherever they are packed. */
function lineCount(object: unknown): number {
  if (typeof object !== 'object' || object === null) return 0;
  const { lines = [], packages = [] } = object as { lines?: unknown[]; packages?: unknown[] };
  return packages.reduce<number>((count, each) => count + lineCount(each), lines.length);
}

/** Documents that can only order: a cancellation written as one would be delivered. */
const cannotCancel = ['order-to-csv-order-lines', 'order-to-ubl-order'];

describe.each(outward.filter((id) => canonicalSideOf(template(id))?.canonical === 'order'))(
  'template %s',
  (id) => {
    const one = template(id);
    const line = (lineNumber: string, changeKind: string) => ({
      ...{ lineNumber, changeKind, item: { identifiers: [{ scheme: 'seller', value: 'HS-1' }] } },
      quantity: { value: 5, unit: 'EA' },
    });
    const order = {
      ...{ number: 'PO-1', issueDate: '2026-11-21', buyer: { name: 'Northgate Electric' } },
      lines: [line('1', 'unchanged'), line('2', 'delete')],
    };

    it('does not order lines that a change takes away', () => {
      const other = template(one.counterpart ?? '');
      const back = run(other.map, throughText(run(one.map, { ...order, changeKind: 'change' }), one, other));
      const { lines = [] } = [back].flat()[0] as { lines?: { changeKind?: string }[] };
      expect(lines.filter(({ changeKind }) => changeKind !== 'delete')).toHaveLength(1);
    });

    it('says of a cancelled order that it is one, or refuses it', () => {
      const other = template(one.counterpart ?? '');
      const cancel = () => run(one.map, { ...order, changeKind: 'cancellation' });
      if (cannotCancel.includes(id)) return expect(cancel).toThrow('PO-1 is cancelled');
      expect(run(other.map, throughText(cancel(), one, other))).toMatchObject({ changeKind: 'cancellation' });
    });
  },
);

const withCounterpart = templateIds().filter((id) => template(id).counterpart !== undefined);

describe.each(withCounterpart)('template %s and its counterpart', (id) => {
  it('bring a canonical object back unchanged', () => {
    const one = template(id);
    const other = template(one.counterpart ?? '');
    expect(other.counterpart).toBe(id);
    const [inward, outward] = 'canonical' in one.target ? [one, other] : [other, one];
    for (const object of played(id).canonical) {
      const written = run(outward.map, object);
      expect(run(inward.map, throughText(written, outward, inward))).toEqual(object);
    }
  });
});
