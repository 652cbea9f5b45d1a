import type { ParseContext } from '../contract.ts';
import { GuideChooser } from '../edi/guide-chooser.ts';
import { EdiReport } from '../edi/report.ts';
import { recordsOf } from '../text-records.ts';
import { alone } from './batches.ts';
import { EnvelopeReader } from './envelopes.ts';
import type { EnvelopeContext } from './envelopes.ts';
import { x12Guides } from './guides.ts';
import type { X12Document } from './model.ts';
import type { X12ParseOptions } from './options.ts';
import { x12Tokenizer } from './segments.ts';
import type { X12Segment } from './segments.ts';

/** Reads the interchanges of a file; with the option `records`, a list of the records. */
export function parseX12(text: string, context: ParseContext<X12ParseOptions>): X12Document | unknown[] {
  if (context.options.records !== undefined) return recordsOf(text, new X12TransactionReader(context));
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
  private done: unknown[] = [];

  constructor(context: ParseContext<X12ParseOptions>) {
    this.envelopes = envelopeReader(context, (transaction, group, interchange) => {
      this.done.push(alone(interchange, group, transaction));
      // Acknowledgements of interchanges go with the first transaction.
      delete interchange.acknowledgements;
    });
  }

  push(text: string): unknown[] {
    this.tokenizer.push(text, this.accept);
    return this.take();
  }

  finish(): unknown[] {
    this.tokenizer.finish(this.accept);
    this.envelopes.finish();
    return this.take();
  }

  private readonly accept = (segment: X12Segment): void => this.envelopes.accept(segment);

  private take(): unknown[] {
    const { done } = this;
    this.done = [];
    return done;
  }
}

function envelopeReader(
  { options, limits, report: given }: ParseContext<X12ParseOptions>,
  handOn?: NonNullable<EnvelopeContext['handOn']>,
): EnvelopeReader {
  const report = new EdiReport('x12', given);
  const style = { codeMeanings: options.codeMeanings !== false, decimalMark: '.' };
  const guides = new GuideChooser(x12Guides, report, style, limits);
  return new EnvelopeReader({
    limits,
    report,
    readerFor: (transaction, group, header) =>
      options.named === false ? undefined : guides.readerFor(transaction.type, group.version, header),
    ...(handOn === undefined ? {} : { handOn }),
    ...(options.records === undefined || handOn === undefined ? {} : { items: options.records }),
  });
}
