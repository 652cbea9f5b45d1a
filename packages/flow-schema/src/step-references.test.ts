import { expect, it } from 'vitest';
import { stepReferences } from './step-references.ts';

it.each([
  ['$steps.book.no & $steps.`credit-check`.limit & $steps . book', ['book', 'credit-check']],
  [`$steps."book".no & $steps.'check'.ok`, ['book', 'check']],
  [`"$steps.no" & '$steps.no' & /* $steps.no */ $steps.yes`, ['yes']],
  ['`it’s "quoted"` & $steps.yes & "x"', ['yes']],
  ['"\\"$steps.no\\"" & $steps.yes', ['yes']],
  ['$steps', []],
  ['$stepsister.no', []],
  ['"never closed $steps.no', []],
])('%j reads %j', (source, ids) => {
  expect(stepReferences(source)).toEqual(ids);
});

it.each(['"\\', "'\\", '"\\\n', '/*', '`', '$steps.`', '$steps ', '$steps."', "'", '"'])(
  'gets through a long row of %j',
  (piece) => {
    expect(stepReferences(`$steps.a ${piece.repeat(200_000)}`)[0]).toBe('a');
  },
);
