import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EACH, formatPath, parsePath, pathKey, type PathStep } from './paths.ts';

const RUNS = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 200);

const WRITTEN: readonly [steps: PathStep[], path: string][] = [
  [['lines', EACH, 'quantity'], 'lines[].quantity'],
  [['lines', 2, 'quantity'], 'lines[2].quantity'],
  [[EACH, 'sku'], '[].sku'],
  [['a', 'odd name', 'x-id'], 'a.`odd name`.`x-id`'],
  [['a', 'tick`ed'], 'a.["tick`ed"]'],
  [['$steps', 'erp', '$id'], '$steps.erp.`$id`'],
  [['a', '*', '**'], 'a.*.**'],
  [[], ''],
];

describe('paths', () => {
  for (const [steps, path] of WRITTEN) {
    it(`${path} is written and read`, () => {
      expect(formatPath(steps)).toBe(path);
      expect(parsePath(path)).toEqual(steps);
    });
  }

  it('are read as they were written, whatever names there are', () => {
    const step = fc.oneof(fc.string({ minLength: 1 }), fc.nat(), fc.constant(EACH));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        expect(parsePath(formatPath(steps))).toEqual(steps);
      }),
      { numRuns: RUNS },
    );
  });

  it('may have names in brackets, as validation writes them', () => {
    expect(parsePath('lines[0]["odd name"]')).toEqual(['lines', 0, 'odd name']);
  });

  it('have the same key with and without marks of lists', () => {
    expect(pathKey(parsePath('a[].b[0].c') ?? [])).toBe('a.b.c');
  });

  it('are none where brackets stay open', () => {
    expect(parsePath('a[0')).toBeUndefined();
  });
});
