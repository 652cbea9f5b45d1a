import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { sampleDocuments } from '../samples.ts';
import { interchange } from './order.fixture.ts';
import { x12Segments, x12SegmentsAsync } from './segments.ts';

const documents = [
  ...sampleDocuments.filter(({ format }) => format === 'x12').map(({ content }) => content),
  interchange() + interchange({ terminator: '\r\n' }),
];

function plain(chunks: Iterable<string>) {
  return [...x12Segments(chunks)];
}

test.each(documents)('chunks of any size give the same segments, numbers and positions (%#)', (document) => {
  const whole = plain([document]);
  fc.assert(
    fc.property(fc.array(fc.nat(document.length), { maxLength: 12 }), (cuts) => {
      expect(plain(cutAt(document, cuts))).toEqual(whole);
    }),
  );
  expect(plain(document.split(''))).toEqual(whole);
});

test('segments of a stream', async () => {
  async function* stream() {
    for (const chunk of cutAt(interchange(), [10, 100, 150])) {
      await Promise.resolve();
      yield chunk;
    }
  }
  const segments = [];
  for await (const segment of x12SegmentsAsync(stream())) segments.push(segment);
  expect(segments).toEqual(plain([interchange()]));
});

test('positions say where a segment begins', () => {
  const document = interchange();
  for (const { offset, line, number, raw } of plain([document])) {
    expect(document.slice(offset, offset + 3)).toBe(String(raw[0]).padEnd(3, '*'));
    expect(line).toBe(number);
  }
});

/** Shapes in which a search from every segment would take the square of the length. */
describe('long documents of awkward shapes', () => {
  const count = 300_000;
  test.each([
    ['no line breaks', interchange({ terminator: '~', body: Array.from({ length: count }, () => 'A1*') })],
    ['terminators only', interchange().slice(0, 180) + '~'.repeat(count)],
    ['line breaks only', interchange() + '\n'.repeat(count)],
    ['elements only', interchange({ body: [`A1${'*'.repeat(count)}`] })],
    ['components only', interchange({ body: [`A1*${'>'.repeat(count)}`] })],
    ['headers only', interchange().slice(0, 106).repeat(3_000)],
    ['small interchanges', interchange().repeat(2_000)],
  ])('%s', (_name, document) => {
    expect(plain([document]).length).toBeGreaterThan(2);
  });
});

function cutAt(text: string, cuts: readonly number[]): string[] {
  const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
  return places.slice(1).map((end, index) => text.slice(places[index], end));
}
