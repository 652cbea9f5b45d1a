import { validateFlow } from '@crossdock/flow-schema';
import {
  canonicalSchemas,
  checkSyntax,
  compile,
  lookupHook,
  LookupIndex,
  parseDocument,
  validateJson,
} from '@crossdock/mapping';
import { describe, expect, it } from 'vitest';
import { demoOrders } from './demo-orders.ts';
import { purchaseOrderIntake } from './purchase-order-intake.ts';
import { unitRows, units } from './units.ts';

const intake = purchaseOrderIntake();
const expressionOf = (id: string) =>
  String(intake.nodes.find((node) => node.id === id)?.config['expression']);

const table = new LookupIndex(units, unitRows);
const lookup = lookupHook({ environment: 'development', tableOf: () => table });
const salesOrderOf = (canonical: unknown): unknown =>
  compile(expressionOf('order')).evaluate({}, { steps: { canonical } }, { lookup });

describe('the demo', () => {
  it('has a flow without errors', () => {
    const findings = validateFlow(intake, {
      checkExpression: (source) => {
        const error = checkSyntax(source);
        return error && { message: error.message, position: error.position ?? 0 };
      },
    });
    expect(findings.errors).toEqual([]);
  });

  it('has orders that read without warnings and map to canonical orders', () => {
    const orders = demoOrders(new Date('2026-03-02T06:00:00Z')).map((text) => {
      const { document, warnings } = parseDocument('x12', text);
      expect(warnings).toEqual([]);
      return compile(expressionOf('canonical')).evaluate(document);
    });
    expect(orders.flatMap((order) => validateJson(canonicalSchemas.order, order))).toEqual([]);
    expect(orders).toMatchObject([
      {
        number: 'NG-48207',
        buyer: { identifiers: [{ value: 'NORTHGATE' }] },
        seller: { name: 'Harbor Supply' },
        lines: [{ lineNumber: '1', quantity: { value: 24, unit: 'EA' }, price: { type: 'net' } }],
        totals: { payableAmount: { value: '350.4', currency: 'USD' } },
      },
      { number: 'BG-9913', totals: { payableAmount: { value: '960.92' } } },
      { number: 'BG-9914', totals: { payableAmount: { value: '12886.8' } } },
      { number: 'NG-48211', totals: { lineCount: 2 } },
      { number: 'NG-48212' },
    ]);
    const booked = orders.map(salesOrderOf);
    expect(booked).toMatchObject([
      { orderNumber: 'NG-48207', customer: 'NORTHGATE', lines: [{ lineNumber: 1, unit: 'EA', price: 14.6 }] },
      { customer: 'BLUEGRASS', lines: [{ item: '0459001004' }, { item: '0650002027' }] },
      {},
      {},
      { lines: [{ item: 'NG-77115' }, { item: 'ABC-123', price: 21.5 }] },
    ]);
  });

  it.each([
    ['NORTHGATE', 'XCT', 'XBX'],
    ['BLUEGRASS', 'XCT', 'XCT'],
    ['BLUEGRASS', 'H87', 'EA'],
    ['BLUEGRASS', undefined, undefined],
  ])('books what %s calls %s as %s', (buyer, unit, ours) => {
    const canonical = { buyer: { identifiers: [{ value: buyer }] }, lines: [{ quantity: { unit } }] };
    expect(salesOrderOf(canonical)).toMatchObject({ lines: [ours === undefined ? {} : { unit: ours }] });
  });

  it('waits for a unit that nobody knows', () => {
    const canonical = {
      buyer: { identifiers: [{ value: 'NORTHGATE' }] },
      lines: [{ quantity: { unit: 'ZZ' } }],
    };
    expect(() => salesOrderOf(canonical)).toThrow("No entry for 'ZZ' in table Units of measure");
  });
});
