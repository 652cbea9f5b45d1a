import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { MapCaseResult } from '../cases.ts';
import { readMapFolders, type MapFolder } from './folders.ts';
import { describeResults } from './report.ts';
import { runMapCases } from '../runCases.ts';

const USAGE = `Usage: npm run map-tests -- [--json] [--update] <folder|file>…
Runs the cases of maps laid out as <name>/map.jsonata and <name>/cases/*.json.
  --json     prints the results as JSON
  --update   takes what the maps give now as expected in the cases that fail`;

/** Where the command's lines go. */
export interface CommandOutput {
  out: (line: string) => void;
  error: (line: string) => void;
}

/**
 * The command `map-tests`.
 * @returns the exit code: 0 when all cases pass, 1 when some fail or there are none, 2 when the call is wrong
 */
export function mapTestsCommand(args: readonly string[], output: CommandOutput): number {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, update: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    if (values.help === true || positionals.length === 0) {
      output.out(USAGE);
      return values.help === true ? 0 : 2;
    }
    const settings = { json: values.json === true, update: values.update === true };
    return run(readMapFolders(positionals), settings, output.out);
  } catch (error) {
    output.error(error instanceof Error ? error.message : String(error));
    return 2;
  }
}

function run(
  folders: readonly MapFolder[],
  { json, update }: { json: boolean; update: boolean },
  print: (line: string) => void,
): number {
  const all = folders.map((folder) => {
    const tests = folder.cases.map(({ test }) => test);
    return { folder, results: runMapCases(folder.map, tests, folder.options) };
  });
  if (json)
    print(
      JSON.stringify(
        all.map(({ folder, results }) => ({ map: folder.name, results })),
        null,
        2,
      ),
    );
  else for (const { folder, results } of all) print(describeResults(folder.name, results));
  const count = all.reduce((sum, { results }) => sum + results.length, 0);
  const failed = all.flatMap(({ folder, results }) => failures(folder, results));
  const updated = update ? failed.filter(accept) : [];
  if (!json) print(summary(count, failed.length, updated.length));
  // Folders without any case prove nothing.
  return count === 0 || failed.length > updated.length ? 1 : 0;
}

interface Failed {
  file: string;
  result: MapCaseResult;
}

function failures(folder: MapFolder, results: readonly MapCaseResult[]): Failed[] {
  return folder.cases.flatMap(({ file }, index) => {
    const result = results[index];
    return result === undefined || result.passed ? [] : [{ file, result }];
  });
}

/** Writes what the map gives into the case; not what came of an error. */
function accept({ file, result }: Failed): boolean {
  if (result.failure !== undefined) return false;
  const test = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const { expected: _expected, ...rest } = test;
  const accepted = result.actual === undefined ? rest : { ...test, expected: result.actual };
  writeFileSync(file, `${JSON.stringify(accepted, null, 2)}\n`);
  return true;
}

function summary(count: number, failed: number, updated: number): string {
  if (count === 0) return 'No cases found';
  const accepted = updated > 0 ? `, of which ${updated} updated` : '';
  return failed === 0 ? `All ${count} cases pass` : `${failed} of ${count} cases fail${accepted}`;
}
