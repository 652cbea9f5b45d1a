import fc from 'fast-check';
import { expect, test } from 'vitest';

import { readByForm, writeByForm } from './dates.ts';

const numRuns = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 100);

const forms: [text: string, form: string, value: string, text?: true][] = [
  ['20261104', '102', '2026-11-04'],
  ['261104', '101', '2026-11-04', true],
  ['041126', '2', '2026-11-04', true],
  ['110426', '3', '2026-11-04', true],
  ['04112026', '4', '2026-11-04'],
  ['202611040930', '203', '2026-11-04T09:30'],
  ['20261104093015', '204', '2026-11-04T09:30:15'],
  ['9911040930', '201', '1999-11-04T09:30', true],
  ['200404301742PDT', '303', '2004-04-30T17:42', true],
  ['200404301742', '303', '2004-04-30T17:42'],
  ['0930', '401', '09:30'],
  ['2026', '602', '2026'],
  ['202611', '610', '2026-11'],
  ['202645', '616', '2026-W45'],
  ['1104', '106', '--11-04'],
  ['20261101-20261130', '718', '2026-11-01/2026-11-30'],
  ['2026110120261130', '718', '2026-11-01/2026-11-30'],
  ['202611010800-202611011630', '719', '2026-11-01T08:00/2026-11-01T16:30'],
  ['030', '804', 'P30D'],
  ['2', '803', 'P2W'],
  ['4', '805', 'PT4H'],
];

test.each(forms)('%s of the form %s is %s', (text, form, value, keepsText) => {
  expect(readByForm(text, form)).toEqual(keepsText ? { value, text } : { value });
});

const faults: [text: string, form: string, value: string | undefined, fault: string][] = [
  ['199910060000', '102', '1999-10-06T00:00', 'is not of the form 102, but of 203'],
  ['20260231', '102', undefined, 'is not a date of the form 102'],
  ['202611042460', '203', undefined, 'is not a date of the form 203'],
  ['soon', '102', undefined, 'is not a date'],
  ['202654', '616', undefined, 'is not a date of the form 616'],
];

test.each(faults)('%s of the form %s', (text, form, value, fault) => {
  const read = readByForm(text, form);
  expect(read).toMatchObject({ text, fault: expect.stringContaining(fault) });
  expect(read.value).toBe(value);
});

test('a form that is not known keeps its text', () => {
  expect(readByForm('12345', '999')).toEqual({ text: '12345' });
});

test('without a code, the usual forms are tried', () => {
  expect(readByForm('20261104', '')).toMatchObject({ value: '2026-11-04' });
  expect(readByForm('202611040930', '')).toMatchObject({ value: '2026-11-04T09:30' });
});

const written: [value: string, form: string, text: string | undefined, chosen?: string][] = [
  ['2026-11-04', '', '20261104', '102'],
  ['2026-11-04T09:30', '', '202611040930', '203'],
  ['2026-11-04T09:30:15.250Z', '', '20261104093015', '204'],
  ['2026-11-01/2026-11-30', '', '20261101-20261130', '718'],
  ['P30D', '', '30', '804'],
  ['2026-11', '', '202611', '610'],
  ['2026-11-04T09:30:15Z', '102', '20261104'],
  ['2026-11-04', '203', '202611040000'],
  ['2026-11-04', '2', '041126'],
  ['2026-11-04', '718', undefined],
  ['tomorrow', '', undefined],
  ['2026-02-30', '102', undefined],
];

test.each(written)('%s is written in the form %j', (value, form, text, chosen = form) => {
  expect(writeByForm(value, form)).toEqual(text === undefined ? undefined : { text, form: chosen });
});

test('what is read is written as it was', () => {
  const day = fc
    .date({
      min: new Date('1970-01-01T00:00:00Z'),
      max: new Date('2069-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString().replace(/\D/g, '').slice(0, 14));
  const cuts: [form: string, from: number, to: number][] = [
    ['102', 0, 8],
    ['203', 0, 12],
    ['204', 0, 14],
    ['101', 2, 8],
    ['201', 2, 12],
    ['610', 0, 6],
    ['602', 0, 4],
    ['401', 8, 12],
    ['402', 8, 14],
    ['106', 4, 8],
  ];
  fc.assert(
    fc.property(day, fc.constantFrom(...cuts), (digits, [form, from, to]) => {
      const text = digits.slice(from, to);
      const { value, fault } = readByForm(text, form);
      expect(fault).toBeUndefined();
      expect(writeByForm(String(value), form)).toEqual({ text, form });
    }),
    { numRuns },
  );
});
