import { compareStreams } from './streams.ts';

/** CSV read as a stream of records, beside papaparse: without quotes, and with most fields quoted. */
export async function runCsv(print: (line: string) => void, options: { rounds: number }): Promise<void> {
  const common = { megabytes: 100, other: 'papaparse' } as const;
  const { rounds } = options;
  await compareStreams(print, { ...common, kind: 'csv', title: '100 MB of CSV' }, rounds);
  print('');
  await compareStreams(print, { ...common, kind: 'csv-quoted', title: '100 MB of CSV, quoted' }, rounds);
}
