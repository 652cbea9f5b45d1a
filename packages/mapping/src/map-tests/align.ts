/** Positions in two lists that belong together; undefined where one has no counterpart. */
export type AlignedPair = readonly [left: number | undefined, right: number | undefined];

/** Longest middle part for which the best alignment is looked for; it takes the square of this. */
const MAX_ALIGNED = 400;

/**
 * Pairs up the entries of two lists in order. Equal entries are kept together, so that one entry put in at
 * the top does not make all others differ; what lies between equal entries is paired one by one.
 */
export function alignLists(left: readonly unknown[], right: readonly unknown[]): AlignedPair[] {
  const [leftKeys, rightKeys] = [left.map(keyOf), right.map(keyOf)];
  const shorter = Math.min(left.length, right.length);
  let head = 0;
  while (head < shorter && leftKeys[head] === rightKeys[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && leftKeys.at(-1 - tail) === rightKeys.at(-1 - tail)) tail += 1;
  const same = (count: number, leftStart: number, rightStart: number): AlignedPair[] =>
    Array.from({ length: count }, (_, index) => [leftStart + index, rightStart + index]);
  return [
    ...same(head, 0, 0),
    ...alignMiddle(leftKeys.slice(head, left.length - tail), rightKeys.slice(head, right.length - tail)).map(
      ([one, other]): AlignedPair => [shifted(one, head), shifted(other, head)],
    ),
    ...same(tail, left.length - tail, right.length - tail),
  ];
}

function alignMiddle(left: readonly string[], right: readonly string[]): AlignedPair[] {
  if (Math.max(left.length, right.length) > MAX_ALIGNED) return pairGap([0, 0], [left.length, right.length]);
  const pairs: AlignedPair[] = [];
  let [i, j] = [0, 0];
  for (const [leftMatch, rightMatch] of commonEntries(left, right)) {
    pairs.push(...pairGap([i, j], [leftMatch, rightMatch]), [leftMatch, rightMatch]);
    [i, j] = [leftMatch + 1, rightMatch + 1];
  }
  return [...pairs, ...pairGap([i, j], [left.length, right.length])];
}

/** Longest common subsequence, as positions in both lists. */
function commonEntries(left: readonly string[], right: readonly string[]): [number, number][] {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const common: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) common.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return common;
}

/** Pairs what lies between two equal entries one by one; the longer side's rest has no counterpart. */
function pairGap(from: readonly [number, number], to: readonly [number, number]): AlignedPair[] {
  const [leftCount, rightCount] = [to[0] - from[0], to[1] - from[1]];
  return Array.from({ length: Math.max(leftCount, rightCount) }, (_, index) => [
    index < leftCount ? from[0] + index : undefined,
    index < rightCount ? from[1] + index : undefined,
  ]);
}

function shifted(position: number | undefined, by: number): number | undefined {
  return position === undefined ? undefined : position + by;
}

function keyOf(value: unknown): string {
  return JSON.stringify(value, sortedFields) ?? 'undefined';
}

function sortedFields(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
