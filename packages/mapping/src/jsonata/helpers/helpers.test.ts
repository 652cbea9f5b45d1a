import { describe, expect, it } from 'vitest';
import { compile } from '../compile.ts';
import { BUILTINS, functionCatalogue } from '../builtins/index.ts';
import { ExpressionError } from '../errors.ts';
import { Signature } from '../signature.ts';

const NOW = Date.UTC(2026, 10, 21, 9, 30);

/** Expression and its result; a code stands for the error it ends with. */
const CASES: readonly (readonly [expression: string, result: unknown])[] = [
  ['$sha256("abc")', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['$sha256("")', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['$sha256("Grüße")', 'f83e039796c6453a10f5519e39fd113901572316a1a8ea07cb525d2801dfd074'],
  ['$sha256(missing)', undefined],
  ['$sha256(12)', 'T0410'],

  [
    '$uuid5("www.example.com", "6ba7b810-9dad-11d1-80b4-00c04fd430c8")',
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  ],
  [
    '$uuid5("www.example.org", "6BA7B810-9DAD-11D1-80B4-00C04FD430C8")',
    '74738ff5-5367-5958-9aee-98fffdcd1876',
  ],
  ['$uuid5("PO-778") = $uuid5("PO-778")', true],
  ['$uuid5("PO-778") = $uuid5("PO-779")', false],
  ['$uuid5("PO-778", "no uuid")', 'D3202'],
  ['$uuid5(missing)', undefined],

  ['$isoDate("20261121")', '2026-11-21'],
  ['$isoDate("261121")', '2026-11-21'],
  ['$isoDate("491231")', '2049-12-31'],
  ['$isoDate("500101")', '1950-01-01'],
  ['$isoDate("20240229")', '2024-02-29'],
  ['$isoDate("20230229")', 'D3201'],
  ['$isoDate("20261301")', 'D3201'],
  ['$isoDate("2026-11-21")', 'D3201'],
  ['$isoDate("")', undefined],
  ['$isoDate(missing)', undefined],

  ['$parseDate("21.11.2026", "[D01].[M01].[Y0001]")', '2026-11-21'],
  ['$parseDate("11/21/2026 2:05 pm", "[M01]/[D01]/[Y0001] [h]:[m01] [P]")', '2026-11-21T14:05:00.000Z'],
  ['$parseDate("202611211405", "[Y0001][M01][D01][H01][m01]")', '2026-11-21T14:05:00.000Z'],
  ['$parseDate("21 November 2026", "[D] [MNn] [Y]")', '2026-11-21'],
  ['$parseDate("14:05", "[H01]:[m01]")', '2026-11-21T14:05:00.000Z'],
  ['$parseDate("2026-11-21")', '2026-11-21'],
  ['$parseDate("tomorrow", "[D01].[M01].[Y0001]")', 'D3201'],
  ['$parseDate(" ", "[D01].[M01].[Y0001]")', undefined],

  ['$unit("EA")', 'EA'],
  ['$unit(" lb ")', 'LBR'],
  ['$unit("DZ")', 'DZN'],
  ['$unit("KG")', 'KGM'],
  ['$unit("CA")', 'XCS'],
  ['$unit("??")', undefined],
  ['$unitX12("LBR")', 'LB'],
  ['$unitX12("XRO")', 'RL'],
  ['$unitX12("??")', undefined],
  ['$unit("constructor")', undefined],

  ['$number0("12.50")', 12.5],
  ['$number0(" 7 ")', 7],
  ['$number0("")', 0],
  ['$number0("n/a")', 0],
  ['$number0("1e999")', 0],
  ['$number0(missing)', 0],
  ['$number0(null)', 0],
  ['$number0(true)', 1],

  ['$decimal(12.5, 2)', '12.50'],
  ['$decimal("1.005", 2)', '1.01'],
  ['$decimal(-1.005, 2)', '-1.01'],
  ['$decimal("-0.004", 2)', '0.00'],
  ['$decimal("0.30000000000000000004")', '0.30000000000000000004'],
  ['$decimal("12345678901234567890.5", 0)', '12345678901234567891'],
  ['$decimal(1e21, 1)', '1000000000000000000000.0'],
  ['$decimal(1e-7)', '0.0000001'],
  ['$decimal(0.1 + 0.2, 2)', '0.30'],
  ['$decimal("7")', '7'],
  ['$decimal(".5", 1)', '0.5'],
  ['$decimal("12,5", 2)', 'D3203'],
  ['$decimal("", 2)', 'D3203'],
  ['$decimal("1e9999", 2)', 'D3203'],
  ['$decimal(1, 1.5)', 'D3204'],
  ['$decimal(1, 1000)', 'D3204'],
  ['$decimal(missing, 2)', undefined],
];

describe('helpers', () => {
  it.each(CASES)('%s', (expression, result) => {
    let outcome: unknown;
    try {
      outcome = compile(expression).evaluate({}, {}, { now: NOW });
    } catch (error) {
      expect(error).toBeInstanceOf(ExpressionError);
      outcome = (error as ExpressionError).code;
    }
    expect(outcome).toBe(result);
  });
});

describe('the function catalogue', () => {
  it('describes every function of the language', () => {
    expect(functionCatalogue.map((help) => help.name).sort()).toEqual([...BUILTINS.keys()].sort());
  });

  it.each(functionCatalogue.map((help) => [help.name, help] as const))(
    '%s has help that fits',
    (name, help) => {
      expect(help.help).toMatch(/\S.*[.)]$/);
      expect(help.example).toContain(`$${name}(`);
      expect(help.parameters).toHaveLength(new Signature(help.signature).length);
    },
  );

  /** Examples that tell a result which does not depend on a document or on chance. */
  const telling = functionCatalogue.filter(({ example }) =>
    /^(\$.*) gives (["[{\d]|true$|false$)/.test(example),
  );

  it.each(telling.filter(({ name }) => !['random', 'shuffle'].includes(name)).map((help) => [help.example]))(
    '%s',
    (example) => {
      const [expression = '', result = ''] = example.split(' gives ');
      if (/\((?:lines|order)/.test(expression)) return;
      const told = result.replace(/ when .*$/, '');
      const outcome = compile(expression).evaluate({}, {}, { now: Date.UTC(2026, 10, 21) });
      expect(outcome).toEqual(compile(told).evaluate({}));
    },
  );
});
