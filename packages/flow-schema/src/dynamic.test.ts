import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expressionsOfNode, expressionsOfSettings } from './config-expressions.ts';
import { expressionOf, expressionsIn, isExpression, literal, resolveDynamic, toLiteral } from './dynamic.ts';

const evaluate = (source: string, path: string) => (source === 'nothing' ? undefined : `${path}:${source}`);

describe('dynamic values', () => {
  it.each([
    ['=a', 'a', undefined],
    ["'=a", undefined, '=a'],
    ["''=a", undefined, "'=a"],
    ["'a", undefined, "'a"],
    [' =a', undefined, ' =a'],
    ['', undefined, ''],
  ])('%j is the expression %j or the text %j', (text, source, plain) => {
    expect(expressionOf(text)).toBe(source);
    if (plain !== undefined) expect(literal(text)).toBe(plain);
  });

  it('writes every text so that it is read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '=', 'a', ' ') }), (text) => {
        const written = toLiteral(text);
        expect(isExpression(written)).toBe(false);
        expect(literal(written)).toBe(text);
      }),
    );
  });

  it('resolves at any depth, leaves out what gives nothing, keeps places in lists', async () => {
    const value = { a: '=x', b: ["'=y", '=nothing', 1], c: { d: '=nothing', e: null }, ['__proto__']: '=p' };
    expect(await resolveDynamic(value, evaluate)).toEqual({
      a: 'a:x',
      b: ['=y', null, 1],
      c: { e: null },
      ['__proto__']: '__proto__:p',
    });
  });

  it('finds expressions with their paths', () => {
    expect(expressionsIn({ a: ['=x', "'=y"], 'b c': { d: '=z' } }, 'input')).toEqual([
      { path: 'input.a[0]', source: 'x' },
      { path: 'input["b c"].d', source: 'z' },
    ]);
  });

  it('finds the expressions of nodes and settings by their schemas', () => {
    expect(
      expressionsOfNode({
        type: 'milestone',
        config: { name: '=not one', businessKey: { type: '=nor this', value: '=po' }, data: { a: ['=b'] } },
      }),
    ).toEqual([
      { path: 'config.businessKey.value', source: 'po' },
      { path: 'config.data.a[0]', source: 'b' },
    ]);
    expect(expressionsOfSettings({ businessKeys: [{ type: 'po', value: 'body.po' }] })).toEqual([
      { path: 'settings.businessKeys[0].value', source: 'body.po' },
    ]);
  });
});
