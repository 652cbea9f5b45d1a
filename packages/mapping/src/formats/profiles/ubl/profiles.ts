import type { Profile, Shape } from '../shape.ts';
import { despatchAdvice } from './despatch.ts';
import { creditNote, invoice } from './invoices.ts';
import { order, orderResponse } from './orders.ts';

/** Attributes that name the lists and agencies behind codes, and languages: the same for everybody. */
const ignored = [
  'languageID',
  'listAgencyID',
  'listAgencyName',
  'listID',
  'listName',
  'listSchemeURI',
  'listURI',
  'listVersionID',
  'name',
  'schemeAgencyID',
  'schemeAgencyName',
  'schemeDataURI',
  'schemeName',
  'schemeURI',
  'schemeVersionID',
  'unitCodeListAgencyID',
  'unitCodeListID',
  'xsi:schemaLocation',
];

/** A document type of UBL 2.x; elements in the order of the UBL 2.1 schemas (OASIS, ISO/IEC 19845). */
function ublProfile(root: string, shape: Shape): Profile {
  const schema = 'urn:oasis:names:specification:ubl:schema:xsd';
  return {
    root,
    prefixes: {
      [`${schema}:${root}-2`]: '',
      [`${schema}:CommonAggregateComponents-2`]: 'cac',
      [`${schema}:CommonBasicComponents-2`]: 'cbc',
    },
    ignored,
    shape,
  };
}

export const ublProfiles = {
  'ubl-order': ublProfile('Order', order),
  'ubl-orderresponse': ublProfile('OrderResponse', orderResponse),
  'ubl-despatchadvice': ublProfile('DespatchAdvice', despatchAdvice),
  'ubl-invoice': ublProfile('Invoice', invoice),
  'ubl-creditnote': ublProfile('CreditNote', creditNote),
} as const;
