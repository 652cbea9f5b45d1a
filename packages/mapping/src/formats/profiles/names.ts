/** Document types that XML is read into under names of the trade. */
export const profileNames = [
  'cxml-orderrequest',
  'ubl-order',
  'ubl-orderresponse',
  'ubl-despatchadvice',
  'ubl-invoice',
  'ubl-creditnote',
] as const;
export type ProfileName = (typeof profileNames)[number];
