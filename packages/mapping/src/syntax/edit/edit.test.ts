import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSyntax } from '../parse.ts';
import type { ObjectNode, SyntaxNode, SyntaxTree } from '../tree.ts';
import { walk } from '../walk.ts';
import { applyChanges, type TextChange } from './changes.ts';
import { insertEntry, moveEntry, removeEntry, renameEntry } from './entries.ts';
import {
  addVariable,
  replaceNode,
  unwrapCondition,
  unwrapForEach,
  wrapCondition,
  wrapForEach,
} from './expressions.ts';
import { quoteName, quoteString } from './quote.ts';

const RUNS = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 200);

/** The first node whose text begins so. */
function nodeIn(tree: SyntaxTree, kind: SyntaxNode['kind'], start = ''): SyntaxNode {
  const found: SyntaxNode[] = [];
  walk(tree.root, (node) => {
    if (node.kind === kind && tree.text.startsWith(start, node.from)) found.push(node);
  });
  const [node] = found;
  if (!node) throw new Error(`No ${kind} in ${tree.text}`);
  return node;
}

function objectIn(tree: SyntaxTree): ObjectNode {
  const node = nodeIn(tree, 'object');
  if (node.kind !== 'object') throw new Error('No object');
  return node;
}

type Edit = (tree: SyntaxTree, node: ObjectNode) => TextChange[];

function edited(text: string, edit: Edit): string {
  const tree = parseSyntax(text);
  return applyChanges(text, edit(tree, objectIn(tree)));
}

const short = '{ "a": 1, "b": 2, "c": 3 }';
const long = `{
  /* about a */
  "a": 1, /* right of a */
  "b": 2,

  /* about c */
  "c": 3 /* right of c */
}`;

describe('entries of an object', () => {
  const d = { name: 'd', value: '4' };
  it.each<[string, string, Edit, string]>([
    ['inserts first', short, (t, o) => insertEntry(t, o, d, 0), '{ "d": 4, "a": 1, "b": 2, "c": 3 }'],
    ['inserts between', short, (t, o) => insertEntry(t, o, d, 2), '{ "a": 1, "b": 2, "d": 4, "c": 3 }'],
    ['appends', short, (t, o) => insertEntry(t, o, d), '{ "a": 1, "b": 2, "c": 3, "d": 4 }'],
    ['inserts tight', '{"a":1}', (t, o) => insertEntry(t, o, d), '{"a":1,"d": 4}'],
    ['fills an empty object', 'x.{}', (t, o) => insertEntry(t, o, d), 'x.{\n  "d": 4\n}'],
    ['keeps a lone comment', '{ /* none yet */ }', (t, o) => insertEntry(t, o, d), '{ /* none yet */\n  "d": 4\n}'],
    ['appends after a comment', long, (t, o) => insertEntry(t, o, d), long.replace('"c": 3 /* right of c */', '"c": 3, /* right of c */\n  "d": 4')],
    ['inserts in a line of its own', long, (t, o) => insertEntry(t, o, d, 1), long.replace('right of a */', 'right of a */\n  "d": 4,')],
    ['inserts before a comment', long, (t, o) => insertEntry(t, o, d, 2), long.replace('"b": 2,', '"b": 2,\n  "d": 4,')],
    ['inserts into an unclosed object', '{ "a": 1', (t, o) => insertEntry(t, o, d), '{ "a": 1, "d": 4'],
    ['removes the first', short, (t, o) => removeEntry(t, o, 0), '{ "b": 2, "c": 3 }'],
    ['removes the last', short, (t, o) => removeEntry(t, o, 2), '{ "a": 1, "b": 2 }'],
    ['removes the only one', '{ "a": 1 }', (t, o) => removeEntry(t, o, 0), '{}'],
    ['removes with comments', long, (t, o) => removeEntry(t, o, 0), `{
  "b": 2,

  /* about c */
  "c": 3 /* right of c */
}`],
    ['removes the last with comments', long, (t, o) => removeEntry(t, o, 2), `{
  /* about a */
  "a": 1, /* right of a */
  "b": 2
}`],
    ['renames', short, (_, o) => renameEntry(o, 1, 'x "y"'), '{ "a": 1, "x \\"y\\"": 2, "c": 3 }'],
    ['moves down', short, (t, o) => moveEntry(t, o, 0, 1), '{ "b": 2, "a": 1, "c": 3 }'],
    ['moves to the end', short, (t, o) => moveEntry(t, o, 0, 2), '{ "b": 2, "c": 3, "a": 1 }'],
    ['moves up', short, (t, o) => moveEntry(t, o, 2, 0), '{ "c": 3, "a": 1, "b": 2 }'],
    ['moves comments along', long, (t, o) => moveEntry(t, o, 0, 1), `{
  "b": 2,
  /* about a */
  "a": 1, /* right of a */

  /* about c */
  "c": 3 /* right of c */
}`],
  ])('%s', (_name, text, edit, expected) => {
    expect(edited(text, edit)).toBe(expected);
  });

  it('are found by the group of a path too', () => {
    const tree = parseSyntax('a{ b: 1 }');
    const node = nodeIn(tree, 'group');
    if (node.kind === 'group') {
      expect(applyChanges(tree.text, insertEntry(tree, node, d, 0))).toBe('a{ "d": 4, b: 1 }');
    }
  });
}); // prettier-ignore

/** An object in some style, with a comment or none before and after each entry. */
const object = fc
  .record({
    keys: fc.uniqueArray(fc.constantFrom<string[]>('a', 'b', 'c', 'd', 'e'), { minLength: 1 }),
    before: fc.array(fc.constantFrom('', ' ', '\n  ', '\n  /* before */ ', ' /* near */ ', '\n  /* above */\n  '), { minLength: 5, maxLength: 5 }),
    after: fc.array(fc.constantFrom('', '', ' ', ' /* after */', ' /* in line */ '), { minLength: 5, maxLength: 5 }),
    inner: fc.array(fc.constantFrom('', '', ' ', ' /* inside */'), { minLength: 5, maxLength: 5 }),
    end: fc.constantFrom('', ' ', '\n'),
  })
  .map(({ keys, before, after, inner, end }) => {
    const entries = keys.map((key, index) => {
      const comma = index < keys.length - 1 ? ',' : '';
      return `${before[index]}"${key}": x.${key}${inner[index]}${comma}${after[index]}`;
    });
    return { keys, text: `{${entries.join('')}${end}}` };
  }); // prettier-ignore

function commentsOf(text: string): string[] {
  return parseSyntax(text)
    .tokens.filter(({ kind }) => kind === 'comment')
    .map(({ from, to }) => text.slice(from, to))
    .sort();
}

/** Names of an object's fields in order; each field's value must have come along. */
function fieldsOf(text: string): string[] {
  const tree = parseSyntax(text);
  expect(tree.problems).toEqual([]);
  return objectIn(tree).entries.map(({ key, value }) => {
    const name = key.kind === 'string' ? key.value : '?';
    expect(text.slice(value.from, value.to)).toBe(name === 'new' ? '0' : `x.${name}`);
    return name;
  });
}

describe('edits of any object', () => {
  it('leave it valid, with the fields in order and no comment lost', () => {
    fc.assert(
      fc.property(object, fc.nat(4), fc.nat(4), ({ keys, text }, one, other) => {
        const from = one % keys.length;
        const to = other % keys.length;
        const moved = edited(text, (tree, node) => moveEntry(tree, node, from, to));
        expect(fieldsOf(moved)).toEqual(keys.toSpliced(from, 1).toSpliced(to, 0, keys[from] ?? ''));
        expect(commentsOf(moved)).toEqual(commentsOf(text));
        const removed = edited(text, (tree, node) => removeEntry(tree, node, from));
        expect(fieldsOf(removed)).toEqual(keys.toSpliced(from, 1));
        const inserted = edited(text, (tree, node) =>
          insertEntry(tree, node, { name: 'new', value: '0' }, to),
        );
        expect(fieldsOf(inserted)).toEqual(keys.toSpliced(to, 0, 'new'));
        expect(commentsOf(inserted)).toEqual(commentsOf(text));
      }),
      { numRuns: RUNS },
    );
  });
});

describe('expressions', () => {
  it.each<[string, string, SyntaxNode['kind'], string, string]>([
    ['replaces', 'a + b', 'name', 'x.y', 'x.y + b'],
    ['brackets what would be torn apart', 'a * b', 'name', 'x + y', '(x + y) * b'],
    ['leaves what is in brackets', '$sum(a)', 'name', 'x + y', '$sum(x + y)'],
    ['fills a gap', '{ "a": , "b": 1 }', 'missing', 'x', '{ "a": x, "b": 1 }'],
    ['fills a gap at the end', 'a +', 'missing', 'b', 'a + b'],
  ])('%s', (_name, text, kind, expression, expected) => {
    const tree = parseSyntax(text);
    expect(applyChanges(text, replaceNode(tree, nodeIn(tree, kind), expression))).toBe(expected);
  });

  it.each<[string, string, SyntaxNode['kind'], (tree: SyntaxTree, node: SyntaxNode) => TextChange[], string]>([
    ['for each, an object', '{ "a": { "b": c } }', 'object', (t, n) => wrapForEach(t, n, 'list'), 'list.{ "a": { "b": c } }'],
    ['for each, a value', '{ "a": b & c }', 'binary', (t, n) => wrapForEach(t, n, 'x ?? y'), '{ "a": (x ?? y).(b & c) }'],
    ['a condition', '{ "a": b }', 'name', (t, n) => wrapCondition(t, n, 'x > 1', '"none"'), '{ "a": x > 1 ? b : "none" }'],
    ['a condition within an operation', 'b & c', 'name', (t, n) => wrapCondition(t, n, 'x'), '(x ? b) & c'],
    ['a variable', 'a.b', 'path', (t, n) => addVariable(t, n, 'x', '1'), '($x := 1; a.b)'],
    ['a variable for long text', '{\n  "a": 1\n}', 'object', (t, n) => addVariable(t, n, 'x', '1'), '(\n  $x := 1;\n  {\n  "a": 1\n}\n)'],
    ['one more variable', '(\n  $a := 1;\n  /* result */\n  b\n)', 'block', (t, n) => addVariable(t, n, 'x', '$a'), '(\n  $a := 1;\n  $x := $a;\n  /* result */\n  b\n)'],
  ])('wraps: %s', (_name, text, kind, edit, expected) => {
    const tree = parseSyntax(text);
    expect(applyChanges(text, edit(tree, nodeIn(tree, kind)))).toBe(expected);
  }); // prettier-ignore

  it('unwraps', () => {
    const each = parseSyntax('[ a.b.{ "c": d } ]');
    const path = nodeIn(each, 'path');
    if (path.kind === 'path') expect(applyChanges(each.text, unwrapForEach(path))).toBe('[ { "c": d } ]');
    const choice = parseSyntax('{ "a": b = 1 ? /* one */ c : /* two */ d }');
    const condition = nodeIn(choice, 'condition');
    if (condition.kind !== 'condition') throw new Error('No condition');
    const leave = (branch: 'then' | 'else') =>
      applyChanges(choice.text, unwrapCondition(choice, condition, branch));
    expect(leave('then')).toBe('{ "a": /* one */ c }');
    expect(leave('else')).toBe('{ "a": /* two */ d }');
  });
});

describe('changes', () => {
  it('may not overlap', () => {
    const change = { from: 1, to: 3, insert: '' };
    expect(() => applyChanges('abcd', [change, { ...change, from: 2 }])).toThrow(RangeError);
    expect(() => applyChanges('ab', [change])).toThrow(RangeError);
  });
});

describe('what is quoted', () => {
  it('is read back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseSyntax(quoteString(text)).root).toMatchObject({ kind: 'string', value: text });
        const step = parseSyntax(`$.${quoteName(text)}`);
        expect(step.problems).toEqual([]);
        expect(step.root).toMatchObject({ kind: 'path', steps: [{}, { value: text }] });
      }),
      { numRuns: RUNS },
    );
    expect(['a', 'größe', 'a-b', 'and', '', '1a', 'a`b'].map(quoteName)).toEqual([
      'a',
      'größe',
      '`a-b`',
      '`and`',
      '``',
      '`1a`',
      '"a`b"',
    ]);
  });
});
