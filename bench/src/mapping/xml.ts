import { compareStreams } from './streams.ts';

/** XML read as a stream of records, beside the parser under it alone, which builds nothing. */
export async function runXml(print: (line: string) => void, options: { rounds: number }): Promise<void> {
  const comparison = { kind: 'xml', title: '50 MB of XML', megabytes: 50, other: 'saxes' } as const;
  await compareStreams(print, comparison, options.rounds);
}
