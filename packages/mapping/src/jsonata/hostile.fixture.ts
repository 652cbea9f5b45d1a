import type { Budget } from './types.ts';

/** An expression that would hang or kill an evaluator without limits. */
export interface Hostile {
  name: string;
  expression: string;
  input?: unknown;
  budget?: Partial<Budget>;
  /** Codes of the errors that may end it. */
  ends: string[];
}

/** For what takes time rather than memory, so that the tests do not. */
const FEW_STEPS: Partial<Budget> = { maxSteps: 1_000_000 };
const LITTLE: Partial<Budget> = { maxSteps: 1_000_000, maxSize: 4_000_000 };

/** A function that makes a list of twice the same. */
const twice = '$twice := function($s, $i) { $map([1, 2], function() { $s }) }';

/** Names of so many parameters. */
function parameters(count: number): string {
  return Array.from({ length: count }, (_, index) => `$p${index}`).join(', ');
}

const doubling = '$reduce([1..60], function($s, $i) { $s & $s }, "abcdefgh")';

export const HOSTILE: readonly Hostile[] = [
  { name: 'padding to 200 million', expression: '$pad("x", 200000000)', ends: ['X1004'] },
  { name: 'padding to the left', expression: '$pad("x", -200000000, "ab")', ends: ['X1004'] },
  { name: 'a doubling text', expression: doubling, ends: ['X1004'] },
  {
    name: 'a doubling text by recursion',
    expression: '($f := function($s) { $f($s & $s) }; $f("ab"))',
    ends: ['X1004'],
  },
  {
    name: 'a doubling text by joining',
    expression: '$reduce([1..60], function($s, $i) { $join([$s, $s]) }, "ab")',
    ends: ['X1004'],
  },
  {
    name: 'a doubling text by replacing',
    expression: '$reduce([1..60], function($s, $i) { $replace($s, "a", "aa") }, "a")',
    ends: ['X1004'],
    budget: LITTLE,
  },
  {
    name: 'a doubling list',
    expression: '$reduce([1..60], function($s, $i) { $append($s, $s) }, [1])',
    ends: ['X1004'],
  },
  {
    name: 'a list nested so that its text would be endless',
    expression: '$string($reduce([1..60], function($s, $i) { [[$s, $s]] }, [1]))',
    ends: ['X1004', 'X1002'],
    budget: LITTLE,
  },
  {
    name: 'a list nested so that it could not be written out',
    expression: '$reduce([1..60], function($s, $i) { {"a": $s, "b": $s} }, [1])',
    ends: ['X1004', 'X1002'],
  },
  {
    name: 'comparing values that share their parts',
    expression:
      '($f := function($s, $i) { {"a": $s, "b": $s} }; $x := $reduce([1..60], $f, 1); $y := $reduce([1..60], $f, 1); $x = $y)',
    ends: ['X1002'],
    budget: FEW_STEPS,
  },
  {
    name: 'descendants of shared parts',
    expression: '$count($reduce([1..60], function($s, $i) { {"a": $s, "b": $s} }, 1).**)',
    ends: ['X1004', 'X1002'],
    budget: FEW_STEPS,
  },
  {
    name: 'endless recursion',
    expression: '($f := function($n) { 1 + $f($n + 1) }; $f(1))',
    ends: ['X1003'],
  },
  {
    name: 'endless recursion through a built-in',
    expression: '($f := function($n) { $map([1], function($x) { $f($n) }) ~> $sum() }; $f(1))',
    ends: ['X1003'],
  },
  {
    name: 'an endless loop in tail position',
    expression: '($f := function($n) { $f($n + 1) }; $f(1))',
    ends: ['X1002'],
    budget: FEW_STEPS,
  },
  {
    name: 'two functions calling each other',
    expression: '($f := function() { $g() }; $g := function() { $f() }; $f())',
    ends: ['X1002'],
    budget: FEW_STEPS,
  },
  { name: 'eval calling itself', expression: '($t := "1 + $eval($t)"; $eval($t))', ends: ['X1003'] },
  {
    name: 'sorting a million elements',
    expression: '$sort([1..1000000].($ * 7919 % 1000003))',
    ends: ['X1002', 'X1004'],
  },
  {
    name: 'sorting a million elements by a function',
    expression: '$sort([1..1000000], function($a, $b) { $a < $b })',
    ends: ['X1002', 'X1004'],
    budget: FEW_STEPS,
  },
  {
    name: 'sorting a million elements by a slow function',
    expression: '$sort([1..1000000], function($a, $b) { $sum([1..1000]) > $a - $b })',
    ends: ['X1002', 'X1004'],
  },
  { name: 'a huge range', expression: '[1..10000000000]', ends: ['D2014'] },
  {
    name: 'several large ranges',
    expression: '[[1..9000000], [1..9000000], [1..9000000]]',
    ends: ['X1004'],
    budget: LITTLE,
  },
  { name: 'a product of ranges', expression: '[1..100000].[1..100000]', ends: ['X1004'] },
  {
    name: 'a quadratic filter',
    expression: '[1..1000000][$ in [1..1000000]]',
    ends: ['X1002', 'X1004'],
  },
  {
    name: 'a date of 120 digits',
    expression: `$toMillis("${'9'.repeat(120)}", "[Y][M][D]")`,
    ends: ['D1001'],
  },
  { name: 'a date of 120 digits in ISO', expression: `$toMillis("${'9'.repeat(120)}")`, ends: ['D3110'] },
  {
    name: 'a year shown with a billion digits',
    expression: '$fromMillis(0, "[Y,1000000000-1000000000]")',
    ends: ['X1004'],
  },
  {
    name: 'a day shown with a billion digits',
    expression: '$fromMillis(0, "[D,1000000000]")',
    ends: ['X1004'],
  },
  { name: 'a huge Roman number', expression: '$formatInteger(1e15, "I")', ends: ['X1004'] },
  { name: 'an infinite number in words', expression: '$formatInteger(1e308 * 10, "w")', ends: ['D1001'] },
  {
    name: 'an infinite number with an exponent',
    expression: '$formatNumber(1e308 * 10, "0.0e0")',
    ends: ['D1001'],
  },
  { name: 'a number that JSON cannot hold', expression: '{"a": 1 / 0}', ends: ['D1001'] },
  { name: 'splitting a large text', expression: '$split($pad("x", 15000000), "")', ends: ['X1004'] },
  {
    name: 'a pattern matching everywhere',
    expression: '$match($pad("x", 3000000), /./)',
    ends: ['X1002', 'X1004', 'X1007'],
    budget: FEW_STEPS,
  },
  { name: 'a pattern with a look-ahead', expression: '$match("ab", /a(?=b)/)', ends: ['X1005'] },
  { name: 'a pattern with a back reference', expression: '$match("aa", /(a)\\1/)', ends: ['X1005'] },
  {
    name: 'defaults nested so that parsing doubles',
    expression: `${'('.repeat(60)}a${' ?? b)'.repeat(60)}`,
    ends: ['X1006'],
  },
  {
    name: 'brackets nested without end',
    expression: `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    ends: ['X1006'],
  },
  { name: 'an expression of megabytes', expression: `"${'x'.repeat(2_000_000)}"`, ends: ['X1006'] },
  { name: 'objects by the million', expression: '[1..3000000].{}', ends: ['X1004'] },
  { name: 'lists by the million', expression: '[1..9000000].[$]', ends: ['X1002', 'X1004'] },
  { name: 'texts by the million', expression: '[1..9900000].$string($)', ends: ['X1002', 'X1004'] },
  {
    name: 'numbers of two kinds by the million',
    expression: '[1..9000000].($ % 2 = 0 ? $ * 1.5 : "a")',
    ends: ['X1002', 'X1004'],
  },
  { name: 'the longest range', expression: '[1..10000000]', ends: ['X1004'] },
  {
    name: 'functions by the million',
    expression: '$map([1..5000000], function($x) { function() { $x } })',
    ends: ['X1002', 'X1004'],
  },
  { name: 'groups by the million', expression: '[1..2000000]{$string($): $}', ends: ['X1004', 'X1002'] },
  { name: 'a group of millions', expression: '[1..5000000]{"a": $}', ends: ['X1004', 'X1002'] },
  {
    name: 'fields by the million',
    expression: '$merge([1..500000].{$string($): $})',
    ends: ['X1004'],
    budget: LITTLE,
  },
  { name: 'a transposed matrix', expression: '$zip([1..3000000], [1..3000000])', ends: ['X1004'] },
  {
    name: 'distinct objects, compared each with each',
    expression: '$distinct([1..200000].{"a": $})',
    ends: ['X1002'],
    budget: FEW_STEPS,
  },
  { name: 'shuffling millions', expression: '$shuffle([1..9000000])', ends: ['X1002', 'X1004'] },
  {
    name: 'a product of paths that bind variables',
    expression: '[1..3000]@$a.[1..3000]@$b.{"a": $a}',
    ends: ['X1004', 'X1002'],
    budget: LITTLE,
  },
  { name: 'joining large texts', expression: '$join([1..1000000].$pad("x", 1000))', ends: ['X1004'] },
  {
    name: 'a replacement that grows a text',
    expression: '$replace($pad("a", 1000000, "a"), "a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")',
    ends: ['X1004'],
  },
  {
    name: 'a million replacements by a pattern',
    expression: '$replace($pad("a", 1000000, "a"), /a/, "aaaaaaaaaaaaaaaa")',
    ends: ['X1002', 'X1004'],
    budget: FEW_STEPS,
  },
  { name: 'a text split into millions', expression: '$split($pad("", 9000000, "a,"), ",")', ends: ['X1004'] },
  {
    name: 'a list of millions as text',
    expression: '$string([1..5000000])',
    ends: ['X1002', 'X1004'],
    budget: LITTLE,
  },
  {
    name: 'a huge number picture',
    expression: '$formatNumber(1, $pad("#", 5000000, "#,"))',
    ends: ['X1008'],
  },
  {
    name: 'a huge integer picture',
    expression: '$formatInteger(1, $pad("", 3000000, "#,"))',
    ends: ['X1008'],
  },
  { name: 'a huge date picture', expression: '$fromMillis(0, $pad("", 3000000, "[Y]"))', ends: ['X1008'] },
  {
    name: 'a huge date picture to read by',
    expression: '$toMillis("2020", $pad("", 300000, "[Y]x"))',
    ends: ['X1008'],
  },
  {
    name: 'a pattern of repeated repetitions',
    expression: '$match("a", /((a{100}){100}){100}/)',
    ends: ['X1009'],
  },
  {
    name: 'repetitions that follow one another',
    expression: `$match("a", /${'a{1000}'.repeat(1000)}/)`,
    ends: ['X1009'],
  },
  {
    name: 'patterns by the thousand',
    expression: `$f(${Array.from({ length: 5000 }, () => '/[a-z]{900}/').join(',')})`,
    ends: ['X1009'],
  },
  {
    name: 'patterns by the thousand in eval',
    expression: '$eval("$f(" & $join([1..2000].("/a{1000}/"), ",") & ")")',
    ends: ['X1009'],
  },
  {
    name: 'a date picture of many words',
    expression: '$toMillis("2020", $pad("", 900, "[Yw]"))',
    ends: ['X1009'],
  },
  {
    name: 'one date picture of words after the other',
    expression: '$map([1..100000], function($i) { $toMillis("1", "[Yw][Mw][Dw]" & $i) })',
    ends: ['X1002'],
    budget: FEW_STEPS,
  },
  {
    name: 'a signature that could be met in countless ways',
    expression: `function(${parameters(16)})<${'s+'.repeat(16)}n>{1}(${Array.from({ length: 40 }, () => '"x"').join(',')})`,
    ends: ['T0410'],
  },
  {
    name: 'a signature of thousands of parameters',
    expression: `function(${parameters(300)})<${'s?'.repeat(300)}>{1}(${Array.from({ length: 300 }, () => '1').join(',')})`,
    ends: ['X1006'],
  },
  {
    name: 'the truth of a list that holds itself twice, many times over',
    expression: `(${twice}; $boolean($reduce([1..60], $twice, [false, false])))`,
    ends: ['X1002'],
    budget: FEW_STEPS,
  },
  {
    name: 'the truth of a large list again and again',
    expression:
      '($zeros := $map([1..200000], function() { 0 }); $map([1..1900], function() { $not($zeros) }))',
    ends: ['X1002'],
  },
  {
    name: 'the truth of a large object again and again',
    expression:
      '($wide := $merge([1..50000].{$string($): $}); $map([1..1900], function() { $wide and true }))',
    ends: ['X1002'],
  },
  {
    name: 'large objects compared again and again',
    expression:
      '($wide := $merge([1..50000].{$string($): $}); $other := $merge([$wide, {"1": 2}]); $map([1..1900], function() { $wide = $other }))',
    ends: ['X1002'],
  },
  {
    name: 'a predicate of many positions',
    expression: '($places := [1..500000]; [1..1900][$places])',
    ends: ['X1002'],
  },
  { name: 'a large text in base64', expression: '$base64encode($pad("x", 9000000))', ends: ['X1004'] },
  { name: 'eval of a huge text', expression: '$eval($pad("1", 900000, "+1"))', ends: ['X1006'] },
  {
    name: 'eval of one text after the other',
    expression: '$map([1..100000], function($i) { $eval("1+" & $i) })',
    ends: ['X1002'],
    budget: FEW_STEPS,
  },
  {
    name: 'descendants by the million',
    expression: '$count([1..1000000].{"a": {"b": $}}.**)',
    ends: ['X1002', 'X1004'],
    budget: LITTLE,
  },
  {
    name: 'a transform of a million objects',
    expression: '[1..1000000].{"a": $} ~> |$|{"b": 1}|',
    ends: ['X1002', 'X1004'],
    budget: LITTLE,
  },
  { name: 'a large text in hexadecimal', expression: '$sha256($pad("x", 15000000))', ends: ['X1004'] },
];
