import { describe, expect, it } from 'vitest';
import { compile } from '../../jsonata/compile.ts';
import type { MapTree } from '../nodes.ts';
import { readMap } from '../read.ts';
import { addField, moveField, removeField, renameField, setExpression, setNodeExpression } from './fields.ts';
import { applyChanges, type TextChange } from '../../syntax/edit/changes.ts';
import { MapEditError } from './errors.ts';
import { addCondition, addFilter, addVariableAt, makeForEach, setConstant, setLookup } from './values.ts';

type Edit = (map: MapTree) => TextChange[];

const LINED = `{
  /* our number */
  "id": no, /* always */
  "buyer": {
    "name": customer.name
  },
  "lines": [lines.{
    "q": qty,
    "p": price
  }]
}`;

const CASES: readonly [name: string, text: string, edit: Edit, result: string][] = [
  ['expression of a field', '{"a": b, "c": d}', (m) => setExpression(m, 'a', 'x.y'), '{"a": x.y, "c": d}'],
  [
    'expression in a list',
    '{"l": [x.{"a": b}]}',
    (m) => setExpression(m, 'l[].a', 'c'),
    '{"l": [x.{"a": c}]}',
  ],
  ['expression of all', 'a', (m) => setExpression(m, '', 'b'), 'b'],
  [
    'source of a for-each',
    '{"l": [x[y].{"a": b}]}',
    (m) => setNodeExpression(m, 'l[]|source', 'z'),
    '{"l": [z.{"a": b}]}',
  ],
  ['constant', '{"a": b}', (m) => setConstant(m, 'a', 'EA'), '{"a": "EA"}'],
  ['constant with quotes', '{"a": b}', (m) => setConstant(m, 'a', 'a "b"'), '{"a": "a \\"b\\""}'],
  ['constant of any kind', '{"a": b}', (m) => setConstant(m, 'a', [1, null, true]), '{"a": [1,null,true]}'],
  ['field in one line', '{"a": b}', (m) => addField(m, '', 'c', 'd'), '{"a": b,"c": d}'],
  ['field of nothing', '', (m) => addField(m, '', 'c', 'd'), '{\n  "c": d\n}'],
  ['field of an empty object', '{ }', (m) => addField(m, '', 'c', 'd'), '{\n  "c": d\n}'],
  [
    'field with objects around it',
    '{ "a": b }',
    (m) => setExpression(m, 'x.y.z', 'd'),
    '{ "a": b, "x": {\n  "y": {\n    "z": d\n  }\n} }',
  ],
  [
    'field of a list that is not there',
    '',
    (m) => setExpression(m, 'l[].q', 'd'),
    '{\n  "l": [{\n    "q": d\n  }]\n}',
  ],
  [
    'field of the entries of a map that is a list',
    '[x.{ "a": b }]',
    (m) => addField(m, '[]', 'c', 'd'),
    '[x.{ "a": b, "c": d }]',
  ],
  [
    'field of a list within a list',
    '{"l": [[x.{ "a": b }]]}',
    (m) => addField(m, 'l[][]', 'c', 'd'),
    '{"l": [[x.{ "a": b, "c": d }]]}',
  ],
  ['first field of a list', '', (m) => setExpression(m, '[].a', 'b'), '[{\n  "a": b\n}]'],
  [
    'move within a map that is a list',
    '[x.{ "o": { "a": b } }]',
    (m) => moveField(m, '[].o.a', '[]'),
    '[x.{ "o": {}, "a": b }]',
  ],
  [
    'field in a line of its own',
    LINED,
    (m) => addField(m, 'lines[]', 'u', 'unit'),
    LINED.replace('"p": price', '"p": price,\n    "u": unit'),
  ],
  [
    'nested fields in lines of their own',
    LINED,
    (m) => setExpression(m, 'buyer.address.city', 'city'),
    LINED.replace('customer.name', 'customer.name,\n    "address": {\n      "city": city\n    }'),
  ],
  [
    'field behind a comment',
    '{\n  "a": b /* c */\n}',
    (m) => addField(m, '', 'd', '1'),
    '{\n  "a": b, /* c */\n  "d": 1\n}',
  ],
  ['first field out', '{ "a": b, "c": d }', (m) => removeField(m, 'a'), '{ "c": d }'],
  ['last field out', '{"a": b, "c": d}', (m) => removeField(m, 'c'), '{"a": b}'],
  ['only field out', '{ "a": b }', (m) => removeField(m, 'a'), '{}'],
  [
    'field out with its comments',
    LINED,
    (m) => removeField(m, 'id'),
    LINED.replace(/ {2}\/\* our[^]*always \*\/\n/, ''),
  ],
  [
    'last field out, comment of the one before stays',
    '{"a": b, /* about a */\n /* about c */ "c": d /* too */ }',
    (m) => removeField(m, 'c'),
    '{"a": b /* about a */ }',
  ],
  ['other name', "{'a': b}", (m) => renameField(m, 'a', 'x y'), '{"x y": b}'],
  ['same name', "{'a': b}", (m) => renameField(m, 'a', 'a'), "{'a': b}"],
  [
    'move to the end',
    '{ "a": 1, "b": 2, "c": 3 }',
    (m) => moveField(m, 'a', ''),
    '{ "b": 2, "c": 3, "a": 1 }',
  ],
  [
    'move to the front',
    '{ "a": 1, "b": 2, "c": 3 }',
    (m) => moveField(m, 'c', '', 'a'),
    '{ "c": 3, "a": 1, "b": 2 }',
  ],
  ['move nowhere', '{"a": 1, "b": 2}', (m) => moveField(m, 'a', '', 'b'), '{"a": 1, "b": 2}'],
  [
    'move into another object with comments',
    LINED,
    (m) => moveField(m, 'id', 'buyer', 'name'),
    LINED.replace('  /* our number */\n  "id": no, /* always */\n', '').replace(
      '"name":',
      '"id": /* our number */ no /* always */,\n    "name":',
    ),
  ],
  ['for-each of an object', '{"l": {"a": b}}', (m) => makeForEach(m, 'l[]', 'x.y'), '{"l": [x.y.{"a": b}]}'],
  [
    'for-each of an object in a list',
    '{"l": [{"a": b}]}',
    (m) => makeForEach(m, 'l', 'x'),
    '{"l": [x.{"a": b}]}',
  ],
  [
    'for-each with another source',
    '{"l": x[o].{"a": b}}',
    (m) => makeForEach(m, 'l', 'y'),
    '{"l": y.{"a": b}}',
  ],
  [
    'for-each of a function',
    '{"l": $map(x, function($y){{"a": b}})}',
    (m) => makeForEach(m, 'l', 'a ?: b'),
    '{"l": $map(a ?: b, function($y){{"a": b}})}',
  ],
  ['for-each from an operator', '', (m) => makeForEach(m, 'l', 'a ?: b'), '{\n  "l": [(a ?: b).{}]\n}'],
  ['filter', '{"l": [x.{"a": b}]}', (m) => addFilter(m, 'l[]', 'open'), '{"l": [x[open].{"a": b}]}'],
  [
    'filter of a list that is chosen',
    '{"l": $map(x ? y : z, function($v) { {"a": $v.b} })}',
    (m) => addFilter(m, 'l', 'open'),
    '{"l": $map((x ? y : z)[open], function($v) { {"a": $v.b} })}',
  ],
  [
    'move with the comment between it and the field before it in its line',
    '{ "a": 1, /* about b */ "b": 2, "o": { "c": 3 } }',
    (m) => moveField(m, 'b', 'o'),
    '{ "a": 1, "o": { "c": 3, "b": /* about b */ 2 } }',
  ],
  ['condition', '{"a": b}', (m) => addCondition(m, 'a', 'c = 1'), '{"a": c = 1 ? b}'],
  [
    'condition around a condition',
    '{"a": b ? c : d}',
    (m) => addCondition(m, 'a', 'x ? y : z', '0'),
    '{"a": (x ? y : z) ? b ? c : d : 0}',
  ],
  [
    'lookup',
    '{"a": b}',
    (m) => setLookup(m, 'a', { table: 'units', key: 'uom', default: '"C62"' }),
    '{"a": $lookup("units", uom, {"default": "C62"})}',
  ],
  ['variable', '{"a": b}', (m) => addVariableAt(m, 'x', 'y'), '($x := y; {"a": b})'],
  [
    'another variable',
    '($x := 1; {"a": b})',
    (m) => addVariableAt(m, 'y', '$x'),
    '($x := 1; $y := $x; {"a": b})',
  ],
  [
    'variable for each entry',
    '{"l": [x.{"a": b}]}',
    (m) => addVariableAt(m, 'v', 'c', 'l[]'),
    '{"l": [x.($v := c; {"a": b})]}',
  ],
];

describe('edits of a map', () => {
  for (const [name, text, edit, result] of CASES) {
    it(name, () => {
      const edited = applyChanges(text, edit(readMap(text)));
      expect(edited).toBe(result);
      expect(() => compile(edited)).not.toThrow();
    });
  }

  const REFUSED: readonly [name: string, text: string, edit: Edit, code: string][] = [
    ['field that is not there', '{"a": b}', (m) => removeField(m, 'x'), 'noField'],
    ['name that is taken', '{"a": b, "c": d}', (m) => renameField(m, 'a', 'c'), 'taken'],
    ['field that is there', '{"a": b}', (m) => addField(m, '', 'a', '1'), 'taken'],
    ['field of a formula', '{"a": b + 1}', (m) => setExpression(m, 'a.x', '1'), 'notAnObject'],
    ['field of a map that is a formula', '$sum(x)', (m) => setExpression(m, 'a', '1'), 'notAnObject'],
    ['move into itself', '{"a": {"b": 1}}', (m) => moveField(m, 'a', 'a'), 'notAnObject'],
    ['filter without a list', '{"a": b}', (m) => addFilter(m, 'a', 'x'), 'notAList'],
    ['no path', '{"a": b}', (m) => setExpression(m, 'a[', 'x'), 'badPath'],
  ];
  for (const [name, text, edit, code] of REFUSED) {
    it(`refused: ${name}`, () => {
      const refusal = (() => {
        try {
          return edit(readMap(text));
        } catch (error) {
          return error;
        }
      })();
      expect(refusal).toBeInstanceOf(MapEditError);
      expect(refusal).toMatchObject({ code });
    });
  }
});
