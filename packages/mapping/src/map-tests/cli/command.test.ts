import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mapTestsCommand } from './command.ts';

let root = '';

function write(path: string, content: unknown): void {
  const file = join(root, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

function run(...args: string[]): { code: number; out: string; error: string } {
  const [out, error]: [string[], string[]] = [[], []];
  const code = mapTestsCommand(args, { out: (line) => out.push(line), error: (line) => error.push(line) });
  return { code, out: out.join('\n'), error: error.join('\n') };
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'map-tests-'));
  write('maps/order/map.jsonata', '{ "id": number, "unit": $lookup("units", unit) }');
  write('maps/order/lookups.json', { units: { EA: 'C62' } });
  write('maps/order/cases/good.json', { input: { number: 1, unit: 'EA' }, expected: { id: 1, unit: 'C62' } });
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('map-tests command', () => {
  it('runs all maps below a folder', () => {
    const { code, out } = run(root);
    expect(out).toContain('order: 1 of 1 pass');
    expect(code).toBe(0);
  });

  it('says what differs and ends with 1', () => {
    write('maps/order/cases/bad.json', { input: { number: 2 }, expected: { id: 3 } });
    const { code, out } = run(root);
    expect(out).toContain('FAIL bad');
    expect(out).toContain('id: expected 3, is 2');
    expect(out).toContain('1 of 2 cases fail');
    expect(code).toBe(1);
  });

  it('takes results as expected with --update, but not failures', () => {
    write('maps/order/cases/bad.json', { input: { number: 2 }, expected: { id: 3 } });
    expect(run(root, '--update').code).toBe(0);
    const updated = JSON.parse(readFileSync(join(root, 'maps/order/cases/bad.json'), 'utf8')) as object;
    expect(updated).toEqual({ input: { number: 2 }, expected: { id: 2 } });
    expect(run(root).code).toBe(0);

    write('maps/order/map.jsonata', '$error("broken")');
    expect(run(root, '--update').code).toBe(1);
    expect(JSON.parse(readFileSync(join(root, 'maps/order/cases/bad.json'), 'utf8'))).toEqual(updated);
  });

  it('runs a single case, with its document in a file', () => {
    write('maps/order/cases/file.json', {
      input: { format: 'json', file: 'file-input/in.txt' },
      expected: { id: 9 },
    });
    write('maps/order/cases/file-input/in.txt', '{"number": 9}');
    const { code, out } = run(join(root, 'maps/order/cases/file.json'), '--json');
    expect(JSON.parse(out)).toEqual([
      { map: 'order', results: [{ name: 'file', passed: true, differences: [], actual: { id: 9 } }] },
    ]);
    expect(code).toBe(0);
  });

  it('ends with 1 where there is nothing to run and with 2 for wrong calls', () => {
    mkdirSync(join(root, 'empty'));
    expect(run(join(root, 'empty')).code).toBe(1);
    expect(run().code).toBe(2);
    expect(run(join(root, 'absent')).error).toContain('does not exist');
    expect(run('--wrong', root).code).toBe(2);
    write('maps/order/cases/torn.json', '{');
    expect(run(root).error).toContain('torn.json');
  });

  it.each([
    ['a field that is misspelt', { input: {}, expect: { id: 1 } }, 'expect is not a known field'],
    ['no input', { expected: { id: 1 } }, 'input'],
    ['no case at all', [1], 'the case'],
    ['a tolerance that is none', { input: {}, tolerances: [{ path: 'id', within: 1 }] }, 'tolerances[0]'],
    [
      'a tolerance below zero',
      { input: {}, tolerances: [{ path: 'id', number: -1 }] },
      'tolerances[0].number',
    ],
    ['a format that there is not', { input: { format: 'x13', file: 'a.edi' } }, 'input.format'],
    ['an output format that there is not', { input: {}, output: { format: 'x13' } }, 'output.format'],
    ['a document that is not there', { input: { format: 'x12', file: 'a.edi' } }, 'a.edi'],
  ])('ends with 2 and names the file for a case with %s', (_name, content, says) => {
    write('maps/order/cases/odd.json', content);
    const { code, error } = run(root);
    expect(code).toBe(2);
    expect(error).toContain('odd.json');
    expect(error).toContain(says);
  });

  it('says that a case belongs to no map', () => {
    write('loose/cases/one.json', { input: 1, expected: 1 });
    const { code, error } = run(join(root, 'loose/cases/one.json'));
    expect(code).toBe(2);
    expect(error).toContain('map.jsonata');
  });
});
