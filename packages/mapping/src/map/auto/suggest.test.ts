import { describe, expect, it } from 'vitest';
import { compile } from '../../jsonata/compile.ts';
import { canonicalSchemas } from '../../schema/canonical.ts';
import { readMap } from '../read.ts';
import { applySuggestions } from './apply.ts';
import { mappingPairs, type MappingPair } from './orders.fixture.ts';
import { suggestMappings, type MappingSuggestion } from './suggest.ts';

function suggestionsFor({ samples, target }: MappingPair): MappingSuggestion[] {
  return suggestMappings({ source: { samples }, target: { schema: canonicalSchemas[target] } });
}

/** Suggestions that a person would take, those that he would not, and what is missing. */
function judged(pair: MappingPair) {
  const suggestions = suggestionsFor(pair);
  const isRight = ({ target, source }: MappingSuggestion) => [pair.expected[target]].flat().includes(source);
  const right = suggestions.filter(isRight);
  const wrong = suggestions.filter((suggestion) => !isRight(suggestion));
  const missing = Object.keys(pair.expected).filter((path) => !right.some(({ target }) => target === path));
  return {
    right,
    wrong,
    missing,
    precision: right.length / suggestions.length,
    recall: right.length / Object.keys(pair.expected).length,
  };
}

describe('suggestions for real documents', () => {
  for (const pair of mappingPairs) {
    it(pair.name, () => {
      const { right, wrong, missing, precision, recall } = judged(pair);
      const said = (list: MappingSuggestion[]) =>
        list.map(({ target, source, score }) => `${target} ← ${source} (${score})`);
      console.info(
        `Auto-map, ${pair.name}: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}, ${right.length} right; wrong: ${said(wrong).join(', ') || 'none'}; missing: ${missing.join(', ') || 'none'}`,
      );
      expect(precision).toBeGreaterThanOrEqual(0.85);
      expect(recall).toBeGreaterThanOrEqual(0.8);
    });

    it(`${pair.name}: applied, they give a document`, () => {
      const suggestions = suggestionsFor(pair);
      const text = applySuggestions('', suggestions);
      const map = readMap(text);
      expect(map.problems).toEqual([]);
      for (const { target, kind, expression } of suggestions) {
        if (kind === 'field') expect(map.nodes.get(target)).toMatchObject({ value: { expression } });
      }
      const result = compile(text).evaluate(pair.samples[0]);
      expect(result).toMatchObject(pair.result);
    });
  }
});

describe('suggestions beside work done by hand', () => {
  const source = {
    samples: [{ no: 'A', positions: [{ sku: 'X', qty: 2, note: 'n' }], customer: { city: 'Bonn' } }],
  };
  const target = {
    schema: {
      title: 'Order',
      type: 'object',
      properties: {
        number: { type: 'string' },
        buyer: { type: 'object', properties: { city: { type: 'string' } } },
        lines: {
          type: 'array',
          items: {
            type: 'object',
            properties: { sku: { type: 'string' }, quantity: { type: 'number' }, note: { type: 'string' } },
          },
        },
      },
    },
  };
  const suggested = (map: string) =>
    suggestMappings({ source, target, map }).map(({ target: to, expression }) => `${to} = ${expression}`);

  const CASES: readonly [name: string, map: string, suggestions: string[]][] = [
    [
      'nothing done yet',
      '',
      [
        'number = no',
        'buyer.city = customer.city',
        'lines[] = positions',
        'lines[].sku = sku',
        'lines[].quantity = qty',
        'lines[].note = note',
      ],
    ],
    [
      'fields that are mapped stay',
      '{"number": "fixed", "lines": [positions.{"sku": "mine"}]}',
      ['buyer.city = customer.city', 'lines[].quantity = qty', 'lines[].note = note'],
    ],
    [
      'lists that are mapped are followed, with their variables',
      '{"number": no, "buyer": customer, "lines": $map(positions[qty > 1], function($p) { {"sku": $p.sku} })}',
      ['lines[].quantity = $p.qty', 'lines[].note = $p.note'],
    ],
    [
      'what a formula makes is left alone',
      '{"number": no, "buyer": $merge([customer]), "lines": $f(positions)}',
      [],
    ],
    ['a map that is a formula is left alone', '$merge([$])', []],
    ['a list of its own is not given away', '{"number": no, "buyer": {"city": 1}, "lines": [other.{}]}', []],
  ];
  for (const [name, map, suggestions] of CASES) {
    it(name, () => {
      expect(suggested(map)).toEqual(suggestions);
      const chosen = suggestMappings({ source, target, map });
      const applied = applySuggestions(map, chosen);
      expect(readMap(applied).problems).toEqual([]);
      expect(suggested(applied)).toEqual([]);
    });
  }

  it('makes the rows of a table of the list that tells most of them', () => {
    const rows = { samples: [[{ order_no: '1', sku: 'A', qty: 2, unit_price: 3 }]] };
    const order = {
      samples: [
        {
          number: '1',
          notes: [{ number: 1, text: 'x' }],
          lines: [{ itemNumber: 'A', quantity: 2, price: 3 }],
        },
      ],
    };
    const chosen = suggestMappings({ source: { ...order, schema: { title: 'Order' } }, target: rows });
    const applied = applySuggestions('', chosen);
    expect(compile(applied).evaluate(order.samples[0])).toEqual([
      { order_no: '1', sku: 'A', qty: 2, unit_price: 3 },
    ]);
  });

  it('gives reasons in words', () => {
    const reasons = Object.fromEntries(
      suggestMappings({ source, target }).map(({ target: to, reasons: why }) => [to, why]),
    );
    expect(reasons['lines[].quantity']).toEqual([
      'trade synonym: qty = quantity',
      'same type',
      'same parent list',
    ]);
    expect(reasons['buyer.city']).toEqual(['same name', 'same buyer', 'same type']);
  });

  it('turns texts into numbers and numbers into texts', () => {
    const described = (type: string) => ({ schema: { type: 'object', properties: { qty: { type } } } });
    const expression = (from: string, to: string) =>
      suggestMappings({ source: described(from), target: described(to) })[0]?.expression;
    expect(expression('string', 'number')).toBe('$number(qty)');
    expect(expression('integer', 'string')).toBe('$string(qty)');
  });

  it('matches thousands of fields with thousands', () => {
    const wide = (prefix: string) => ({
      schema: {
        type: 'object',
        properties: Object.fromEntries(
          Array.from({ length: 100 }, (_, group) => [
            `${prefix}${group}`,
            {
              type: 'object',
              properties: Object.fromEntries(
                ['id', 'qty', 'price', 'city', 'note', 'status', 'weight', 'name'].map((name) => [
                  `${name}${group}`,
                  {},
                ]),
              ),
            },
          ]),
        ),
      },
    });
    const suggestions = suggestMappings({ source: wide('left'), target: wide('right') });
    const last = (path: string) => path.split('.').at(-1);
    expect(suggestions).toHaveLength(800);
    for (const { source: from, target: to } of suggestions) expect(last(from)).toBe(last(to));
  });
});
