import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges } from '../edit/changes.ts';
import { parseSyntax } from '../parse.ts';
import { comparable, meaning, referenceParse } from '../reference.fixture.ts';
import { samples } from '../samples.fixture.ts';
import { formatExpression, formatNode } from './format.ts';

const RUNS = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 300);

/** Everything but blanks, in order. */
function contentOf(text: string): string[] {
  const { tokens } = parseSyntax(text);
  return tokens.filter(({ kind }) => kind !== 'blank').map(({ from, to }) => text.slice(from, to));
}

/** A sample with its blanks exchanged for others and for comments. */
const disturbed = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.array(fc.constantFrom(' ', ' ', '\n', '\n\n', '\t', ' /* a */ ', '/* b */', '\n/* c */\n', ' /* d */\n', '\n\n /* e\n f */ '), { minLength: 1 }),
  )
  .map(([sample, blanks]) => {
    const { tokens } = parseSyntax(sample);
    const words = tokens.filter(({ kind }) => kind !== 'blank').map(({ from, to }) => sample.slice(from, to));
    return words.map((word, index) => `${blanks[index % blanks.length]}${word}`).join('');
  }); // prettier-ignore

describe('formatting', () => {
  it('keeps every token and comment, keeps the meaning, and changes nothing the second time', () => {
    fc.assert(
      fc.property(disturbed, fc.constantFrom(20, 60, 100), (text, width) => {
        const formatted = formatExpression(text, { width });
        expect(contentOf(formatted)).toEqual(contentOf(text));
        expect(meaning(comparable(referenceParse(formatted)))).toEqual(
          meaning(comparable(referenceParse(text))),
        );
        expect(formatExpression(formatted, { width })).toBe(formatted);
        expect(formatted).not.toMatch(/[ \t]\n(?![^]*\*\/)/);
      }),
      { numRuns: RUNS },
    );
  });
});

const long = `{
  "orderNumber": transactions[type = "850"].data.beginning.purchaseOrderNumber,
  "kind": code = "a" ? "first"
    : code = "b" ? "second"
    : "none of them, which is told at length",

  /* what was ordered */
  "lines": lines.{ "item": id, "text": $trim(texts[0].description) }, /* all */
  "total": $sum(lines.(quantity * unitPrice))
    + $sum(charges.amount)
    - $sum(allowances.amount)
}`;

describe('the style', () => {
  it('is told by what it gives', () => {
    expect(formatExpression(long.replaceAll(/\n(?!\n) */g, '\n'), { width: 80 })).toBe(long);
    expect(formatExpression('($a:=1;$b:=$a+1;$f(a,function($x){$x}))')).toBe(
      '(\n  $a := 1;\n  $b := $a + 1;\n  $f(a, function($x) { $x })\n)',
    );
  });

  it('leaves alone what is not valid', () => {
    expect(formatExpression('{ "a":  }')).toBe('{ "a":  }');
  });

  it('reaches a part of an expression', () => {
    const text = '{"a":{"b":1,"c":[2,3]},"d":4}';
    const tree = parseSyntax(text);
    const part = tree.root.kind === 'object' ? tree.root.entries[0]?.value : undefined;
    expect(part && applyChanges(text, formatNode(tree, part))).toBe('{"a":{ "b": 1, "c": [2, 3] },"d":4}');
    expect(part && applyChanges(text, formatNode(tree, part, { width: 20 }))).toBe(
      '{"a":{\n  "b": 1,\n  "c": [2, 3]\n},"d":4}',
    );
  });
});
