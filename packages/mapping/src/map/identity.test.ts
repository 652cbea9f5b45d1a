import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../jsonata/compile.ts';
import { applyChanges } from '../syntax/edit/changes.ts';
import { addField, removeField, renameField, setExpression, setNodeExpression } from './edit/fields.ts';
import { mapTexts, sampleOrders } from './generated.fixture.ts';
import { childNodes, type FieldNode, type MapNode, type MapTree } from './nodes.ts';
import { readMap } from './read.ts';

const RUNS = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 100);

/** Case files of the reference implementation, beside the repository where they are available. */
const SUITE = fileURLToPath(new URL('../../../../../shared/conformance/jsonata/groups', import.meta.url));

function conformanceTexts(): string[] {
  if (!existsSync(SUITE)) return [];
  const files = readdirSync(SUITE).flatMap((group) =>
    readdirSync(join(SUITE, group)).map((file) => join(SUITE, group, file)),
  );
  return files.flatMap((file) => {
    const content = readFileSync(file, 'utf8');
    if (!file.endsWith('.json')) return [content];
    const cases = JSON.parse(content) as { expr?: string } | { expr?: string }[];
    return (Array.isArray(cases) ? cases : [cases]).flatMap(({ expr }) => (expr === undefined ? [] : [expr]));
  });
}

/** Every node says its own part of the text, inside its parent's, and can be written back. */
function expectLossless(text: string): void {
  const map = readMap(text);
  expect(map.text).toBe(text);
  const visit = (node: MapNode, from: number, to: number): void => {
    expect(node.from).toBeGreaterThanOrEqual(from);
    expect(node.to).toBeLessThanOrEqual(to);
    expect(node.expression).toBe(text.slice(node.from, node.to));
    expect(map.nodes.get(node.id)).toBe(node);
    for (const child of childNodes(node)) visit(child, node.from, node.to);
  };
  visit(map.root, 0, text.length);
}

/** Setting every node to the expression that it has changes nothing. */
function expectStable(map: MapTree): void {
  for (const node of map.nodes.values()) {
    if (node.kind === 'field' || node.kind === 'sort' || node.expression === '') continue;
    expect(applyChanges(map.text, setNodeExpression(map, node.id, node.expression))).toBe(map.text);
  }
}

function fieldsOf(map: MapTree): FieldNode[] {
  return [...map.nodes.values()].filter((node) => node.kind === 'field');
}

function results(text: string): unknown[] {
  const compiled = compile(text);
  return sampleOrders.map((order) => compiled.evaluate(order));
}

describe('text to tree to text', () => {
  const texts = conformanceTexts();
  if (texts.length === 0)
    console.info('Maps of the conformance cases skipped: they are not beside the repository');

  it.skipIf(texts.length === 0)('loses nothing of the conformance expressions', () => {
    for (const text of texts) {
      expectLossless(text);
      const map = readMap(text);
      if (map.problems.length === 0 && text.length < 2_000) expectStable(map);
    }
  });

  it('loses nothing of generated maps', () => {
    fc.assert(
      fc.property(mapTexts, (text) => {
        expectLossless(text);
        expectStable(readMap(text));
      }),
      { numRuns: RUNS },
    );
  });

  it('loses nothing of texts that are cut off', () => {
    fc.assert(
      fc.property(mapTexts, fc.nat(), (text, at) => expectLossless(text.slice(0, at % (text.length + 1)))),
      { numRuns: RUNS },
    );
  });
});

describe('edits of generated maps', () => {
  /** Runs an edit on a field and compares what each other field says with what it said before. */
  const edited = (check: (map: MapTree, field: FieldNode) => void) =>
    fc.assert(
      fc.property(mapTexts, fc.nat(), (text, pick) => {
        const map = readMap(text);
        const fields = fieldsOf(map);
        const field = fields[pick % Math.max(1, fields.length)];
        if (field !== undefined) check(map, field);
      }),
      { numRuns: RUNS },
    );

  const others = (map: MapTree, field: FieldNode) =>
    fieldsOf(map)
      .filter(({ from, to }) => to <= field.from || from >= field.to)
      .map(({ path, value }) => [path, value.expression]);

  it('set one expression and leave all others', () => {
    edited((map, field) => {
      const after = readMap(applyChanges(map.text, setExpression(map, field.id, '$sum(x.y) + 1')));
      expect(after.nodes.get(field.id)).toMatchObject({ value: { expression: '$sum(x.y) + 1' } });
      expect(others(after, after.nodes.get(field.id) as FieldNode)).toEqual(others(map, field));
    });
  });

  it('remove and add, and the results lack and have the field', () => {
    edited((map, field) => {
      const without = applyChanges(map.text, removeField(map, field.id));
      const after = readMap(without);
      expect(after.problems).toEqual([]);
      const left = fieldsOf(after).map(({ path }) => path);
      expect(left).toEqual(
        fieldsOf(map)
          .filter(({ from, to }) => to <= field.from || from >= field.to || from < field.from)
          .map(({ path }) => path),
      );
      const parent = field.path === field.name ? '' : field.id.slice(0, -formatted(field).length);
      if (field.id !== field.path || field.path === field.name) return;
      const again = applyChanges(without, addField(after, parent, field.name, field.value.expression));
      expect(results(again)).toEqual(results(map.text));
    });
  });

  it('rename a field in the results', () => {
    edited((map, field) => {
      const after = applyChanges(map.text, renameField(map, field.id, 'renamed'));
      const said = results(after).map((value) =>
        JSON.stringify(value)?.replaceAll('"renamed":', `${JSON.stringify(field.name)}:`),
      );
      expect(said).toEqual(results(map.text).map((value) => JSON.stringify(value)));
    });
  });
});

function formatted(field: FieldNode): string {
  return /^[\w]+$/.test(field.name) ? `.${field.name}` : `.\`${field.name}\``;
}
