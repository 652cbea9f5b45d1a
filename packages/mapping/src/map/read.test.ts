import { describe, expect, it } from 'vitest';
import { childNodes, type MapNode } from './nodes.ts';
import { readMap } from './read.ts';

/** A tree in few words: kind, path and what matters of it. */
function outline(node: MapNode): unknown {
  const children = childNodes(node)
    .filter((child) => child.kind !== 'formula' || child.path !== node.path || node.kind === 'field')
    .map(outline);
  const label = `${node.kind} ${node.path}`.trim();
  return children.length === 0 ? label : [label, ...children];
}

const CASES: readonly [name: string, text: string, tree: unknown][] = [
  ['an object', '{"a": 1, "b": c}', ['object', ['field a', 'constant a'], ['field b', 'formula b']]],
  [
    'a list made of a list',
    '{"lines": [lines.{"q": qty}]}',
    [
      'object',
      [
        'field lines',
        ['forEach lines', 'formula lines[]', ['object lines[]', ['field lines[].q', 'formula lines[].q']]],
      ],
    ],
  ],
  [
    'an object picked from a list',
    '{"shipTo": parties[role = "ST"].{"name": name}}',
    [
      'object',
      ['field shipTo', ['forEach shipTo', ['object shipTo', ['field shipTo.name', 'formula shipTo.name']]]],
    ],
  ],
  ['a path before it all', 'a.b[t="850"].data.{"x": y}', ['forEach', ['object', ['field x', 'formula x']]]],
  [
    'a path before it all, with variables on the way',
    'a.( $x := b; c[t="850"].data.( $y := d; {"x": $x + $y} ) )',
    [
      'forEach',
      ['block', 'variable', ['forEach', ['block', 'variable', ['object', ['field x', 'formula x']]]]],
    ],
  ],
  [
    'a list made of the lists of a list',
    '{"l": orders.( $o := $; lines.{"q": qty} )}',
    [
      'object',
      [
        'field l',
        [
          'forEach l',
          'formula l[]',
          ['block l[]', 'variable l[]', ['forEach l[]', ['object l[]', ['field l[].q', 'formula l[].q']]]],
        ],
      ],
    ],
  ],
  [
    'a function for each',
    '{"l": $map(lines, function($l) { {"q": $l.qty} })}',
    ['object', ['field l', ['forEach l', 'formula l[]', ['object l[]', ['field l[].q', 'formula l[].q']]]]],
  ],
  [
    'variables, a condition, a lookup',
    '( $x := a; {"u": $x ? $lookup("units", $x) : -1} )',
    ['block', 'variable', ['object', ['field u', ['condition u', 'lookup u', 'constant u']]]],
  ],
  [
    'checks among the variables',
    '( $x := a; $assert($x > 0, "none"); $y := b; {"u": $y} )',
    ['block', 'variable', 'variable', ['object', ['field u', 'formula u']]],
  ],
  [
    'groups and order',
    '{"g": lines{sku: {"n": $sum(q)}}, "s": lines^(>no).{"n": no}}',
    [
      'object',
      ['field g', ['group g', ['object g[]', ['field g[].n', 'formula g[].n']]]],
      ['field s', ['forEach s', 'formula s[]', 'sort s[]', ['object s[]', ['field s[].n', 'formula s[].n']]]],
    ],
  ],
  [
    'objects written one by one',
    '{"ids": [{"v": a}, {"v": b}]}',
    [
      'object',
      [
        'field ids',
        [
          'list ids',
          ['object ids[]', ['field ids[].v', 'formula ids[].v']],
          ['object ids[]', ['field ids[].v', 'formula ids[].v']],
        ],
      ],
    ],
  ],
  ['what has no picture', '$sum(lines.qty) ~> $round', 'formula'],
];

describe('reading a map as a tree', () => {
  for (const [name, text, tree] of CASES) {
    it(name, () => expect(outline(readMap(text).root)).toEqual(tree));
  }

  it('knows what belongs to a for-each', () => {
    const node = readMap('{"l": a.lines[open]^(>no, sku).{"q": qty}}').nodes.get('l|each');
    expect(node).toMatchObject({
      form: 'path',
      many: true,
      source: { expression: 'a.lines[open]^(>no, sku)' },
      filters: [{ expression: 'open' }],
      sort: {
        expression: '>no, sku',
        terms: [{ expression: 'no', descending: true }, { expression: 'sku' }],
      },
    });
  });

  it('asks the target whether a place is a list', () => {
    const read = (isList: boolean) =>
      readMap('{"totals": totals.{"n": n}}', { isList: () => isList }).nodes.get('totals|each');
    expect(read(true)).toMatchObject({ many: true });
    expect(read(false)).toMatchObject({ many: false });
  });

  it('keeps checks as what they are, in the order of the text', () => {
    const { root } = readMap('( $x := a; $assert($x > 0, "none"); $y := b; {"u": $y} )');
    expect(childNodes(root).map(({ expression }) => expression)).toEqual([
      '$x := a',
      '$assert($x > 0, "none")',
      '$y := b',
      '{"u": $y}',
    ]);
  });

  it('gives comments to the fields that they are about', () => {
    const text = `{ /* the number */
      "id": a, /* ours */
      /* two
         lines */ "b": 2
      /* the end */
    }`;
    const { nodes } = readMap(text);
    expect(nodes.get('id')).toMatchObject({ comments: ['the number', 'ours'] });
    expect(nodes.get('b')).toMatchObject({ comments: ['two\n         lines', 'the end'] });
  });

  it('keeps ids while other parts change', () => {
    const ids = (text: string) => [...readMap(text).nodes.keys()];
    expect(ids('{"x": 1, "a": {"b": c}}')).toEqual(
      expect.arrayContaining(ids('{"a": {"b": c}}').filter((id) => id !== '|object')),
    );
    expect(new Set(ids('{"a": x ? {"b": 1} : {"b": 2}}')).size).toBe(
      ids('{"a": x ? {"b": 1} : {"b": 2}}').length,
    );
  });

  it('reads what is not finished', () => {
    const map = readMap('{"a": 1, "b": ');
    expect(map.problems.length).toBeGreaterThan(0);
    expect(map.nodes.get('a')).toMatchObject({ expression: '"a": 1' });
  });
});
