import { COST } from '../costs.ts';
import type { Definition } from '../builtin.ts';
import { ExpressionError } from '../errors.ts';
import type { Frame } from '../frame.ts';
import { emptySequence, invoke } from '../invoke.ts';
import { mergeSort } from '../sort.ts';
import { append, equals, isNumberList, isSequence, isTextList } from '../values.ts';

function sort(frame: Frame, list: readonly unknown[], comparator: unknown): readonly unknown[] {
  if (list.length <= 1) return list;
  const { run } = frame;
  if (comparator !== undefined) {
    return mergeSort(run, list, (left, right) =>
      Boolean(invoke(run, comparator, [left, right], null, frame)),
    );
  }
  run.tick(list.length >> 4);
  if (isNumberList(list)) return mergeSort(run, list, (left, right) => left > right);
  if (isTextList(list)) return mergeSort(run, list, (left, right) => left > right);
  throw new ExpressionError('D3070', { index: 1 });
}

function reverse(frame: Frame, list: readonly unknown[]): readonly unknown[] {
  if (list.length <= 1) return list;
  frame.run.charge(list.length);
  return list.slice().reverse();
}

/** Inside-out shuffle with the random numbers of the run. */
function shuffle(frame: Frame, list: readonly unknown[]): readonly unknown[] {
  if (list.length <= 1) return list;
  frame.run.charge(list.length);
  const result = list.slice();
  for (let index = 0; index < result.length; index++) {
    frame.run.tick();
    const place = Math.floor(frame.run.random() * (index + 1));
    result[index] = result[place];
    result[place] = list[index];
  }
  return result;
}

function distinct(frame: Frame, list: unknown): unknown {
  if (!Array.isArray(list) || list.length <= 1) return list;
  frame.run.charge(list.length * COST.grown * 2);
  const result: unknown[] = isSequence(list) ? emptySequence() : [];
  const simple = new Set<unknown>();
  const compound: unknown[] = [];
  for (const item of list as unknown[]) {
    frame.run.tick();
    if (typeof item === 'object' && item !== null) {
      if (compound.some((other) => equals(frame.run, item, other))) continue;
      compound.push(item);
    } else {
      // NaN equals nothing, not even itself.
      if (simple.has(item) && !Number.isNaN(item)) continue;
      simple.add(item);
    }
    result.push(item);
  }
  return result;
}

function zip(frame: Frame, ...lists: unknown[]): unknown[][] {
  const length = Math.min(...lists.map((list) => (Array.isArray(list) ? list.length : 0)));
  frame.run.charge(length * (lists.length + COST.object));
  frame.run.tick(length);
  return Array.from({ length }, (_, index) => lists.map((list) => (list as unknown[])[index]));
}

export const LIST_FUNCTIONS: readonly Definition[] = [
  {
    name: 'count',
    signature: '<a:n>',
    parameters: ['list'],
    takesNothing: true,
    help: 'Number of elements of a list; 0 for nothing.',
    example: '$count(lines) gives 3',
    implement: (_frame, list?: readonly unknown[]) => list?.length ?? 0,
  },
  {
    name: 'append',
    signature: '<xx:a>',
    parameters: ['first', 'second'],
    takesNothing: true,
    help: 'Puts two lists, or values, into one list.',
    example: '$append([1, 2], 3) gives [1, 2, 3]',
    implement: (frame, first: unknown, second: unknown) => append(frame.run, first, second),
  },
  {
    name: 'sort',
    signature: '<af?:a>',
    parameters: ['list', 'comparator'],
    help: 'Sorts numbers or texts, or anything by a function that tells whether its first argument comes after its second.',
    example: '$sort(lines, function($a, $b) { $a.no > $b.no })',
    implement: sort,
  },
  {
    name: 'reverse',
    signature: '<a:a>',
    parameters: ['list'],
    help: 'The list in opposite order.',
    example: '$reverse([1, 2, 3]) gives [3, 2, 1]',
    implement: reverse,
  },
  {
    name: 'shuffle',
    signature: '<a:a>',
    parameters: ['list'],
    help: 'The list in random order.',
    example: '$shuffle([1, 2, 3]) gives [2, 3, 1]',
    implement: shuffle,
  },
  {
    name: 'distinct',
    signature: '<x:x>',
    parameters: ['list'],
    help: 'The list without repetitions.',
    example: '$distinct(["EA", "CA", "EA"]) gives ["EA", "CA"]',
    implement: distinct,
  },
  {
    name: 'zip',
    signature: '<a+>',
    parameters: ['list'],
    takesNothing: true,
    arity: 0,
    help: 'Pairs the elements of lists by position, as far as the shortest goes.',
    example: '$zip([1, 2], ["a", "b"]) gives [[1, "a"], [2, "b"]]',
    implement: zip,
  },
];
