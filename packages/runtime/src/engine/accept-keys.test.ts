import { describe, expect, it } from 'vitest';
import { businessKeysAtAccept, idempotencyKeyOf, orderingKeyOf } from './accept-keys.ts';
import { flow, start } from './scenarios/flows.fixture.ts';
import { StepFailure } from './step-failure.ts';

const trigger = {
  body: { po: 4711, version: 2, items: ['A', 'B', 'A'], none: null },
  headers: { 'x-from': 'ACME' },
  receivedAt: '2026-03-02T08:00:00.000Z',
};

const keyed = (source: string) => flow([start], [], { idempotencyKey: source, orderingKey: source });

describe('keys at accept', () => {
  it.each([
    ["body.po & ':' & $trigger.body.version", '4711:2'],
    ['body.po', '4711'],
    ['headers."x-from"', 'ACME'],
    ['body.absent', undefined],
    ['body.none', undefined],
    ['""', undefined],
    ['$now()', '2026-03-02T08:00:00.000Z'],
  ])('%s gives %j', (source, expected) => {
    expect(idempotencyKeyOf(keyed(source), trigger)).toBe(expected);
    expect(orderingKeyOf(keyed(source), trigger)).toBe(expected);
  });

  it('are condensed where they are long, and differ as the texts do', () => {
    const keyOf = (body: string) => idempotencyKeyOf(keyed('body'), { ...trigger, body }) ?? '';
    const long = 'x'.repeat(10_000);
    expect(keyOf(long)).toHaveLength(400);
    expect(keyOf(long)).toBe(keyOf(long));
    expect(keyOf(long)).not.toBe(keyOf(`${long}y`));
  });

  it('has none without settings', () => {
    expect(idempotencyKeyOf(flow([start], []), trigger)).toBeUndefined();
  });

  it.each([
    ['$number("x")', 'D3030'],
    ['body.items', undefined],
    ['1 +', expect.any(String)],
  ])('%s keeps the message out', (source, code) => {
    const attempt = () => orderingKeyOf(keyed(source), trigger);
    expect(attempt).toThrow(StepFailure);
    expect(attempt).toThrow(/^The ordering key of this flow can’t be read from the message: /);
    try {
      attempt();
    } catch (error) {
      expect(error).toMatchObject({
        code: 'key_unreadable',
        detail: { setting: 'orderingKey', ...(code === undefined ? {} : { code }) },
      });
    }
  });

  it('reads what business keys it can, each value once, and minds no others', () => {
    const definition = flow([start], [], {
      businessKeys: [
        { type: 'purchaseOrder', value: 'body.po' },
        { type: 'item', value: 'body.items' },
        { type: 'salesOrder', value: '$steps.book.no' },
        { type: 'broken', value: '$number("x")' },
        { type: 'endless', value: '$pad("x", 401)' },
      ],
    });
    expect(businessKeysAtAccept(definition, trigger)).toEqual([
      { type: 'purchaseOrder', value: '4711' },
      { type: 'item', value: 'A' },
      { type: 'item', value: 'B' },
    ]);
  });
});
