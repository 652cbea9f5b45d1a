import { applyChanges, completionsAt, formatExpression, insertEntry, parseSyntax } from '@crossdock/mapping';
import jsonata from 'jsonata';
import { spreadOf } from '../statistics.ts';
import { largeMap } from './jsonata-maps.ts';
import { measureSideBySide, ratioOf, showSpread } from './side-by-side.ts';

/** What an editor does with a map of 200 fields at each key, beside the reference parser alone. */
export async function runSyntax(print: (line: string) => void, options: { rounds: number }): Promise<void> {
  const map = largeMap(0);
  const times = await measureSideBySide(
    [
      { name: 'tree', run: () => parseSyntax(map) },
      { name: 'reference parser', run: () => jsonata(map) },
      { name: 'add a field', run: () => addField(map) },
      { name: 'format', run: () => formatExpression(map) },
      { name: 'propose', run: () => completionsAt(map, map.length - 3, { sample: { source: { a: 1 } } }) },
    ],
    options,
  );
  print(`a map of 200 fields, ${map.length} characters; ms`);
  for (const [name, all] of times) print(`  ${name}: ${showSpread(spreadOf(all))}`);
  print(`  reference parser / tree: ${showSpread(ratioOf(times, 'reference parser', 'tree'))}`);
}

function addField(map: string): string {
  const tree = parseSyntax(map);
  if (tree.root.kind !== 'object') return map;
  return applyChanges(map, insertEntry(tree, tree.root, { name: 'added', value: 'source.added' }, 100));
}
