import type { ParseContext } from '../contract.ts';
import { GuideChooser } from '../edi/guide-chooser.ts';
import { EdiReport } from '../edi/report.ts';
import { recordsOf } from '../text-records.ts';
import { alone } from './batches.ts';
import { EdifactEnvelopeReader } from './envelopes.ts';
import type { EdifactEnvelopeContext } from './envelopes.ts';
import { edifactGuides } from './guides.ts';
import type { EdifactDocument } from './model.ts';
import type { EdifactParseOptions } from './options.ts';
import { edifactTokenizer } from './segments.ts';
import type { EdifactSegment } from './segments.ts';

/** Reads the interchanges of a file; with the option `records`, a list of the records. */
export function parseEdifact(
  text: string,
  context: ParseContext<EdifactParseOptions>,
): EdifactDocument | unknown[] {
  if (context.options.records !== undefined) return recordsOf(text, new EdifactMessageReader(context));
  const reader = envelopeReader(context);
  const tokenizer = edifactTokenizer();
  const accept = (segment: EdifactSegment) => reader.accept(segment);
  tokenizer.push(text, accept);
  tokenizer.finish(accept);
  reader.finish();
  return { interchanges: reader.interchanges };
}

/** Reads a file message by message: each comes as a document of its own, in its envelopes. */
export class EdifactMessageReader {
  private readonly tokenizer = edifactTokenizer();
  private readonly envelopes: EdifactEnvelopeReader;
  private done: unknown[] = [];

  constructor(context: ParseContext<EdifactParseOptions>) {
    this.envelopes = envelopeReader(context, (message, group, interchange) => {
      this.done.push(alone(interchange, group, message));
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

  private readonly accept = (segment: EdifactSegment): void => this.envelopes.accept(segment);

  private take(): unknown[] {
    const { done } = this;
    this.done = [];
    return done;
  }
}

function envelopeReader(
  { options, limits, report: given }: ParseContext<EdifactParseOptions>,
  handOn?: NonNullable<EdifactEnvelopeContext['handOn']>,
): EdifactEnvelopeReader {
  const report = new EdiReport('edifact', given);
  // Both marks are valid decimals in EDIFACT, whichever the interchange names.
  const style = { codeMeanings: options.codeMeanings !== false, decimalMark: ',' };
  const guides = new GuideChooser(edifactGuides, report, style, limits);
  return new EdifactEnvelopeReader({
    limits,
    report,
    readerFor: (message, header) =>
      options.named === false ? undefined : guides.readerFor(message.type, message.version, header),
    ...(handOn === undefined ? {} : { handOn }),
    ...(options.records === undefined || handOn === undefined ? {} : { items: options.records }),
  });
}
