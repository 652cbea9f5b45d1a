import type { ParseContext } from '../contract.ts';
import type { Report } from '../report.ts';
import { EnvelopeReader } from './envelopes.ts';
import type { TransactionReader } from './envelopes.ts';
import { findGuide } from './guides.ts';
import { GuidedReader } from './interpret.ts';
import type { X12Document, X12Group, X12Transaction } from './model.ts';
import type { X12ParseOptions } from './options.ts';
import { namePlace, placeOf, x12Segments } from './segments.ts';
import type { X12Segment } from './segments.ts';

/** Reads the interchanges of a file. */
export function parseX12(
  text: string,
  { options, limits, report }: ParseContext<X12ParseOptions>,
): X12Document {
  const guides = new GuideChooser(report, options.codeMeanings !== false);
  const reader = new EnvelopeReader({
    limits,
    report,
    readerFor: (transaction, group, header) =>
      options.named === false ? undefined : guides.readerFor(transaction, group, header),
  });
  for (const segment of x12Segments([text])) reader.accept(segment);
  reader.finish();
  return { interchanges: reader.interchanges };
}

/** Finds the guide of each transaction, and tells once where there is none, or one of another version only. */
class GuideChooser {
  private readonly report: Report;
  private readonly codeMeanings: boolean;
  private readonly told = new Set<string>();

  constructor(report: Report, codeMeanings: boolean) {
    this.report = report;
    this.codeMeanings = codeMeanings;
  }

  readerFor(transaction: X12Transaction, group: X12Group, header: X12Segment): TransactionReader | undefined {
    const guide = findGuide(transaction.type, group.version);
    if (guide === undefined) {
      this.tell('x12.noGuide', `no guide for ${transaction.type}: its segments are read, not named`, header);
      return undefined;
    }
    if (!group.version.startsWith(guide.guide.version)) {
      const version = group.version === '' ? 'of no version' : `of version ${group.version}`;
      this.tell(
        'x12.guideVersion',
        `${transaction.type} ${version} is read by the guide ${guide.id}`,
        header,
      );
    }
    return new GuidedReader(guide, this.report, this.codeMeanings);
  }

  private tell(code: string, reason: string, header: X12Segment): void {
    if (this.told.size > 100 || this.told.has(reason)) return;
    this.told.add(reason);
    this.report.notice(code, reason, placeOf(header), namePlace(header));
  }
}
