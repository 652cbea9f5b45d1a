import type { Run } from './run.ts';

/**
 * Stable merge sort.
 * @param after whether the first value must come after the second; asked in the same order as the
 * reference does, so that comparisons that contradict themselves give the same result
 * @returns a new list
 */
export function mergeSort<T>(run: Run, list: readonly T[], after: (left: T, right: T) => boolean): T[] {
  run.charge(list.length * 2);
  const result = list.slice();
  const spare = list.slice();
  const sortPart = (from: number, to: number): void => {
    if (to - from < 2) return;
    const middle = from + Math.floor((to - from) / 2);
    sortPart(from, middle);
    sortPart(middle, to);
    merge(run, { result, spare, from, middle, to }, after);
  };
  sortPart(0, result.length);
  return result;
}

interface Parts<T> {
  result: T[];
  spare: T[];
  from: number;
  middle: number;
  to: number;
}

/** Merges two sorted neighbours in place. */
function merge<T>(run: Run, parts: Parts<T>, after: (left: T, right: T) => boolean): void {
  const { result, spare, from, middle, to } = parts;
  for (let index = from; index < to; index++) spare[index] = result[index] as T;
  let left = from;
  let right = middle;
  for (let index = from; index < to; index++) {
    const takeRight = left >= middle || (right < to && compare(run, spare, left, right, after));
    result[index] = (takeRight ? spare[right++] : spare[left++]) as T;
  }
}

function compare<T>(
  run: Run,
  values: readonly T[],
  left: number,
  right: number,
  after: (left: T, right: T) => boolean,
): boolean {
  run.tick();
  return after(values[left] as T, values[right] as T);
}
