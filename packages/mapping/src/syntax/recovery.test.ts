import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSyntax } from './parse.ts';
import { samples } from './samples.fixture.ts';
import type { ObjectEntry, SyntaxNode } from './tree.ts';
import { childrenOf, walk, type TreeNode } from './walk.ts';

const RUNS = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 1000);

/** A tree in a line: kinds with what is in them; leaves as they are written. */
function outline(node: TreeNode, text: string): string {
  const children = childrenOf(node).map((child) => outline(child, text));
  if (children.length > 0) return `${node.kind}(${children.join(' ')})`;
  return node.to > node.from ? text.slice(node.from, node.to) : node.kind;
}

function read(text: string): { tree: string; problems: string[] } {
  const { root, problems } = parseSyntax(text);
  return { tree: outline(root, text), problems: problems.map(({ from, message }) => `${from}: ${message}`) };
}

describe('an unfinished text', () => {
  it.each<[string, string, string[]]>([
    ['', 'missing', ['0: The expression is empty']],
    ['a.', 'path(a missing)', ['2: A value is missing after .']],
    ['a.b.', 'path(a b missing)', ['4: A value is missing after .']],
    ['a. + b', 'binary(path(a missing) b)', ['3: A value is missing between . and +']],
    ['a +', 'binary(a missing)', ['3: A value is missing after +']],
    ['a = = b', 'binary(binary(a missing) b)', ['4: A value is missing between = and =']],
    ['f(a, b', 'call(f a b)', ['6: ) is missing: ( is not closed']],
    ['f(a b)', 'call(f a b)', ['4: A , is missing before b']],
    ['f(a,)', 'call(f a missing)', ['4: A value is missing between , and )']],
    ['a[b', 'filter(a b)', ['3: ] is missing: [ is not closed']],
    ['a[b c]', 'filter(a fragments(b c))', ['4: An operator is missing before c']],
    ['[1, 2', 'array(1 2)', ['5: ] is missing: [ is not closed']],
    ['($a := 1 $b)', 'block(assign($a 1) $b)', ['9: A ; is missing before $b']],
    ['($a := ; b)', 'block(assign($a missing) b)', ['7: A value is missing between := and ;']],
    ['a ? : c', 'condition(a missing c)', ['4: A value is missing between ? and :']],
    ['function($x) $x', 'fragments(lambda($x missing) $x)', ['13: The body of a function is written in braces: function($x) { … }']],
    ['function(a) { a }', 'lambda(a a)', ['9: Parameter 1 must be a variable such as $x']],
    ['a b', 'fragments(a b)', ['2: An operator is missing before b']],
    ['a)', 'a', ['1: ) does not belong here']],
    ['x@y', 'bindContext(x y)', ['2: After @ a variable such as $x must follow']],
    ['|a|b', 'transform(a b)', ['4: | is missing: | is not closed']],
    ['a^b', 'fragments(sort(a) b)', ['2: An order-by is written ^(field) or ^(>field)']],
    ['"abc', '"abc', ['0: A text in quotes is not closed']],
    ['a /* b', 'a', ['2: A comment is not closed with */']],
    ['a & !b', 'binary(a b)', ['4: Unknown operator "!"']],
    ['a{b:c}{d:e}', 'group(group(a entry(b c)) entry(d e))', ['6: A step can have only one grouping {...}']],
    ['a.5', 'path(a 5)', ['2: The value 5 cannot be a step of a path']],
    ['%', '%', ['0: The parent (%) of this expression cannot be determined']],
  ])('%j', (text, tree, problems) => {
    expect(read(text)).toEqual({ tree, problems });
  }); // prettier-ignore
});

describe('an unfinished object', () => {
  it.each<[string, string]>([
    ['{ "a": , "b": 1 }', 'object(entry("a" missing) entry("b" 1))'],
    ['{ "a": 1, "b": 2', 'object(entry("a" 1) entry("b" 2))'],
    ['{ "a": 1 "b": 2 }', 'object(entry("a" 1) entry("b" 2))'],
    ['{ "a":\n  "b": 2,\n  "c": 3 }', 'object(entry("a" missing) entry("b" 2) entry("c" 3))'],
    ['{ "a" }', 'object(entry("a" missing))'],
    ['{ "a", "b": 1 }', 'object(entry("a" missing) entry("b" 1))'],
    ['{ "a" 1 }', 'object(entry("a" 1))'],
    ['{ "a": 1, }', 'object(entry("a" 1) entry(missing missing))'],
    ['{ "a": 1; "b": 2 }', 'object(entry("a" 1) entry("b" 2))'],
    ['{ "a": x., "b": $sum(y }', 'object(entry("a" path(x missing)) entry("b" call($sum y)))'],
    ['{ "a": { "b": 1, "c": 2 }', 'object(entry("a" object(entry("b" 1) entry("c" 2))))'],
    ['{ "a": (b, "c": 2 }', 'object(entry("a" block(b)) entry("c" 2))'],
    ['{ "a": [1, 2 }', 'object(entry("a" array(1 2)))'],
    ['{ "a": f(g(x, "b": 1, "c": 2 }', 'object(entry("a" call(f call(g x))) entry("b" 1) entry("c" 2))'],
    ['[{ "a": 1 ]', 'array(object(entry("a" 1)))'],
    ['{ "a": 1 ) }', 'object(entry("a" 1))'],
  ])('%j', (text, tree) => {
    const found = read(text);
    expect(found.tree).toBe(tree);
    expect(found.problems).not.toEqual([]);
  });

  it('keeps every other field while one of many is written', () => {
    const names = Array.from({ length: 20 }, (_, index) => `f${index}`);
    for (const typed of ['', 'x.', 'x[', '$sum(', 'a ? ', '"', 'x &', '{', '(', 'x.{ "y": ']) {
      const text = `{\n${names.map((name) => `  "${name}": ${name === 'f7' ? typed : `in.${name}`}`).join(',\n')}\n}`;
      const found: string[] = [];
      walk(parseSyntax(text).root, (node) => {
        if (node.kind === 'entry') found.push(nameOf(node));
      });
      const kept = found.filter((name) => names.includes(name)).length;
      expect({ typed, kept: kept >= 19 }).toEqual({ typed, kept: true });
    }
  });
});

function nameOf({ key }: ObjectEntry): string {
  return key.kind === 'string' ? key.value : '';
}

describe('an awkward text', () => {
  const open: [string, string][] = ['(', '[', '{"a":', 'f(', 'a[', 'a?b:', '-', '|', 'function(){', 'a.(', '$x:=', 'a??', 'a^('].map(
    (piece) => [piece, piece.repeat(100_000)],
  );
  const chains: [string, string][] = ['a.', 'a+', 'a[0]', 'a{', '[]', '()', '~>', 'a ', ')', '"', '`', '/', '/*', '\\"', '/\n', '"\n', '?', ';'].map(
    (piece) => [piece, `a ${piece.repeat(100_000)}`],
  );

  it.each([...open, ...chains])('%j 100,000 times ends in a tree that can be walked', (_piece, text) => {
    const tree = parseSyntax(text);
    let end = 0;
    for (const { from, to } of tree.tokens) {
      if (from !== end) throw new Error(`A gap at ${end}`);
      end = to;
    }
    expect(end).toBe(text.length);
    let count = 0;
    walk(tree.root, () => (count += 1));
    expect(count).toBeGreaterThan(0);
    expect(tree.problems.length).toBeGreaterThan(0);
    expect(tree.problems.length).toBeLessThanOrEqual(100);
  });

  it('may have chains and paths as long as people write them', () => {
    const fields = Array.from({ length: 500 }, (_, index) => `f${index}`);
    for (const text of [fields.join(' & '), fields.join('.'), `[${fields.join()}]`, fields.map((one) => `${one} ? 1 : `).join('') + '0']) {
      expect(parseSyntax(text).problems).toEqual([]);
    }
    expect(parseSyntax('('.repeat(200) + 'a' + ')'.repeat(200)).problems).toEqual([]);
  });
}); // prettier-ignore

describe('a text that is being changed', () => {
  it('always has a tree whose tokens are the text', () => {
    const change = fc.record({
      at: fc.nat(200),
      cut: fc.nat(6),
      insert: fc.constantFrom('', '', '(', ')', '{', '}', '"', '.', ',', ':', '[', ' ', '/', '`', '$', 'x', '1', '/*', '\ud83d', '\f'),
    });
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.array(change, { maxLength: 4 }), (sample, changes) => {
        const text = changes.reduce((all, { at, cut, insert }) => all.slice(0, at) + insert + all.slice(at + cut), sample);
        const { tokens, root } = parseSyntax(text);
        expect(tokens.map(({ from, to }) => text.slice(from, to)).join('')).toBe(text);
        const nodes: SyntaxNode['kind'][] = [];
        walk(root, ({ kind }) => kind !== 'entry' && kind !== 'sortTerm' && nodes.push(kind));
        expect(nodes.length).toBeGreaterThan(0);
      }),
      { numRuns: RUNS },
    );
  }); // prettier-ignore
});
