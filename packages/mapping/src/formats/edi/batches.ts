import { joinEdifact, splitEdifact } from '../edifact/batches.ts';
import type { EdifactDocument } from '../edifact/model.ts';
import { joinX12, splitX12 } from '../x12/batches.ts';
import type { X12Document } from '../x12/model.ts';

type EdiDocument = X12Document | EdifactDocument;

/**
 * Splits a batch: a document of its own for each transaction or message, with its envelopes as they were, so that
 * single orders can be routed. These are the records that `readRecords` gives of the same file.
 */
export function splitInterchange(document: X12Document): X12Document[];
export function splitInterchange(document: EdifactDocument): EdifactDocument[];
export function splitInterchange(document: EdiDocument): EdiDocument[] {
  return isEdifact(document) ? splitEdifact(document) : splitX12(document);
}

/**
 * Joins documents into batches: what has the same interchange header into one interchange, what has the same
 * group header into one group, in the order in which it comes. Undoes `splitInterchange`.
 */
export function joinInterchanges(documents: readonly X12Document[]): X12Document;
export function joinInterchanges(documents: readonly EdifactDocument[]): EdifactDocument;
export function joinInterchanges(documents: readonly EdiDocument[]): EdiDocument {
  return documents.every(isEdifact) ? joinEdifact(documents) : joinX12(documents.filter(isX12));
}

/** Told by its envelopes: EDIFACT has messages in its interchanges, X12 groups. */
export function isEdifact(document: EdiDocument): document is EdifactDocument {
  return document.interchanges.some((interchange) => 'messages' in interchange);
}

function isX12(document: EdiDocument): document is X12Document {
  return !isEdifact(document);
}
