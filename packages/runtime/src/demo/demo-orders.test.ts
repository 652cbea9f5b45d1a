import { validateFlow } from '@crossdock/flow-schema';
import { checkSyntax, compile, parseDocument } from '@crossdock/mapping';
import { describe, expect, it } from 'vitest';
import { demoOrders } from './demo-orders.ts';
import { purchaseOrderIntake } from './purchase-order-intake.ts';

const canonical = purchaseOrderIntake.nodes.find(({ id }) => id === 'canonical')?.config['expression'];

describe('the demo', () => {
  it('has a flow without errors', () => {
    const findings = validateFlow(purchaseOrderIntake, {
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
      return compile(String(canonical)).evaluate(document);
    });
    expect(orders).toMatchObject([
      {
        orderNumber: 'NG-48207',
        customer: 'NORTHGATE',
        total: 350.4,
        lines: [{ lineNumber: 1, unit: 'EA' }],
      },
      { orderNumber: 'BG-9913', total: 960.92 },
      { orderNumber: 'BG-9914', customer: 'BLUEGRASS', total: 12886.8 },
      { orderNumber: 'NG-48211', total: 374 },
      { orderNumber: 'NG-48212', lines: [{ item: 'NG-77115' }, { item: 'ABC-123', price: 21.5 }] },
    ]);
  });
});
