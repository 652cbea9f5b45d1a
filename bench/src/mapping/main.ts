import { readOptions, usage } from './options.ts';

/** What a benchmark may be told. */
interface BenchOptions {
  rounds: number;
}

type Bench = (print: (line: string) => void, options: BenchOptions) => Promise<void>;

/** Benchmarks by name; loaded when they are run, so that none warms up the engine for another. */
const BENCHES: Readonly<Record<string, Bench>> = {
  csv: async (...args) => (await import('./csv.ts')).runCsv(...args),
  edi: async (...args) => (await import('./edi.ts')).runEdi(...args),
  jsonata: async (...args) => (await import('./jsonata.ts')).runJsonata(...args),
  lookups: async (...args) => (await import('./lookups.ts')).runLookups(...args),
  syntax: async (...args) => (await import('./syntax.ts')).runSyntax(...args),
  xml: async (...args) => (await import('./xml.ts')).runXml(...args),
};

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), Object.keys(BENCHES));
  if (options === 'help') return print(usage(Object.keys(BENCHES)));
  for (const name of options.names) {
    print(`\n${name}, ${options.rounds} rounds`);
    await BENCHES[name]?.(print, { rounds: options.rounds });
  }
}

function print(line: string): void {
  console.log(line);
}

await main();
