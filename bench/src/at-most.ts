/**
 * Calls `work` for each item, so many at once.
 *
 * @throws the first error; what is under way then goes on unseen
 */
export async function atMost<Item>(
  concurrency: number,
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const index = next;
      next += 1;
      await work(items[index] as Item, index);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}
