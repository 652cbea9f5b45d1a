import type { EdifactDocument } from '../../edifact/model.ts';
import type { X12Document } from '../../x12/model.ts';
import { isEdifact } from '../batches.ts';
import { readContrl } from './read-contrl.ts';
import type { ReadAcknowledgement } from './read-model.ts';
import { readX12Acknowledgements } from './read-x12.ts';

/**
 * The acknowledgements in a document: one entry for each interchange, group and transaction that it says something
 * about, of 997, 999, TA1 and CONTRL alike. Other transactions are passed over.
 */
export function readAcknowledgements(document: X12Document | EdifactDocument): ReadAcknowledgement[] {
  return isEdifact(document)
    ? document.interchanges.flatMap(readContrl)
    : document.interchanges.flatMap(readX12Acknowledgements);
}
