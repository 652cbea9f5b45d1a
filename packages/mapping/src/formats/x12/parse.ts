import type { ParseContext } from '../contract.ts';
import { GuidedReader } from '../edi/read-guide.ts';
import { EdiReport } from '../edi/report.ts';
import type { DocumentLimits } from '../limits.ts';
import { EnvelopeReader } from './envelopes.ts';
import { findX12Guide } from './guides.ts';
import type { X12Document, X12Group, X12Interchange, X12Transaction } from './model.ts';
import type { X12ParseOptions } from './options.ts';
import { x12Tokenizer } from './segments.ts';
import type { X12Segment } from './segments.ts';

/** Reads the interchanges of a file. */
export function parseX12(text: string, context: ParseContext<X12ParseOptions>): X12Document {
  const reader = envelopeReader(context);
  const tokenizer = x12Tokenizer();
  const accept = (segment: X12Segment) => reader.accept(segment);
  tokenizer.push(text, accept);
  tokenizer.finish(accept);
  reader.finish();
  return { interchanges: reader.interchanges };
}

/** Reads a file transaction by transaction: each comes as a document of its own, in its envelopes. */
export class X12TransactionReader {
  private readonly tokenizer = x12Tokenizer();
  private readonly envelopes: EnvelopeReader;
  private done: X12Document[] = [];

  constructor(context: ParseContext<X12ParseOptions>) {
    this.envelopes = envelopeReader(context, (transaction, group, interchange) => {
      this.done.push({
        interchanges: [{ ...interchange, groups: [{ ...group, transactions: [transaction] }] }],
      });
    });
  }

  push(text: string): X12Document[] {
    this.tokenizer.push(text, this.accept);
    return this.take();
  }

  finish(): X12Document[] {
    this.tokenizer.finish(this.accept);
    this.envelopes.finish();
    return this.take();
  }

  private readonly accept = (segment: X12Segment): void => this.envelopes.accept(segment);

  private take(): X12Document[] {
    const { done } = this;
    this.done = [];
    return done;
  }
}

function envelopeReader(
  { options, limits, report: given }: ParseContext<X12ParseOptions>,
  handOn?: (transaction: X12Transaction, group: X12Group, interchange: X12Interchange) => void,
): EnvelopeReader {
  const report = new EdiReport('x12', given);
  const guides = new GuideChooser(report, options.codeMeanings !== false, limits);
  return new EnvelopeReader({
    limits,
    report,
    readerFor: (transaction, group, header) =>
      options.named === false ? undefined : guides.readerFor(transaction, group, header),
    ...(handOn === undefined ? {} : { handOn }),
  });
}

/** Finds the guide of each transaction, and tells once where there is none, or one of another version only. */
class GuideChooser {
  private readonly report: EdiReport;
  private readonly codeMeanings: boolean;
  private readonly limits: DocumentLimits;
  private readonly told = new Set<string>();

  constructor(report: EdiReport, codeMeanings: boolean, limits: DocumentLimits) {
    this.report = report;
    this.codeMeanings = codeMeanings;
    this.limits = limits;
  }

  readerFor(transaction: X12Transaction, group: X12Group, header: X12Segment): GuidedReader | undefined {
    const guide = findX12Guide(transaction.type, group.version);
    if (guide === undefined) {
      this.tell('noGuide', `no guide for ${transaction.type}: its segments are read, not named`, header);
      return undefined;
    }
    if (!group.version.startsWith(guide.guide.version)) {
      const version = group.version === '' ? 'of no version' : `of version ${group.version}`;
      this.tell('guideVersion', `${transaction.type} ${version} is read by the guide ${guide.id}`, header);
    }
    const style = { codeMeanings: this.codeMeanings, decimalMark: '.' };
    return new GuidedReader(guide, this.report, style, this.limits);
  }

  private tell(code: string, reason: string, header: X12Segment): void {
    if (this.told.size > 100 || this.told.has(reason)) return;
    this.told.add(reason);
    this.report.notice(code, reason, header);
  }
}
