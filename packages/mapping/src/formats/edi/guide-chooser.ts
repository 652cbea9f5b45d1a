import type { DocumentLimits } from '../limits.ts';
import type { EdiCode } from './codes.ts';
import type { GuideShelf } from './guide-shelf.ts';
import type { FieldStyle } from './read-fields.ts';
import { GuidedReader } from './read-guide.ts';
import type { EdiReport } from './report.ts';
import type { EdiSegment } from './segment.ts';

/** Finds the guide of each transaction, and tells once where there is none, or one of another version only. */
export class GuideChooser {
  private readonly shelf: GuideShelf;
  private readonly report: EdiReport;
  private readonly style: FieldStyle;
  private readonly limits: DocumentLimits;
  private readonly told = new Set<string>();

  constructor(shelf: GuideShelf, report: EdiReport, style: FieldStyle, limits: DocumentLimits) {
    this.shelf = shelf;
    this.report = report;
    this.style = style;
    this.limits = limits;
  }

  readerFor(type: string, version: string, header: EdiSegment): GuidedReader | undefined {
    const guide = this.shelf.find(type, version);
    if (guide === undefined) {
      this.tell('noGuide', `no guide for ${type}: its segments are read, not named`, header);
      return undefined;
    }
    if (!version.startsWith(guide.guide.version)) {
      const named = version === '' ? 'of no version' : `of version ${version}`;
      this.tell('guideVersion', `${type} ${named} is read by the guide ${guide.id}`, header);
    }
    return new GuidedReader(guide, this.report, this.style, this.limits);
  }

  private tell(code: EdiCode, reason: string, header: EdiSegment): void {
    if (this.told.size > 100 || this.told.has(reason)) return;
    this.told.add(reason);
    this.report.notice(code, reason, header);
  }
}
