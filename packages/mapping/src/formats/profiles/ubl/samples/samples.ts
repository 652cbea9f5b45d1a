import type { SampleDocument } from '../../../samples.ts';
import { ublDespatchAdvice } from './despatch.ts';
import { ublCreditNote, ublInvoice } from './invoice.ts';
import { ublOrder, ublOrderResponse } from './order.ts';

export const ublSamples: readonly SampleDocument[] = [
  sample('order', 'ubl-order', 'Order from Fjordlys Installasjon (UBL Order)', ublOrder),
  sample(
    'order-response',
    'ubl-orderresponse',
    'Answer to their order (UBL OrderResponse)',
    ublOrderResponse,
  ),
  sample('despatch-advice', 'ubl-despatchadvice', 'What was sent (UBL DespatchAdvice)', ublDespatchAdvice),
  sample('invoice', 'ubl-invoice', 'Invoice to Fjordlys Installasjon (UBL Invoice)', ublInvoice),
  sample('credit-note', 'ubl-creditnote', 'Credit for what was damaged (UBL CreditNote)', ublCreditNote),
];

function sample(name: string, profile: string, title: string, content: string): SampleDocument {
  return {
    name: `${name}-fjordlys.xml`,
    title,
    format: 'xml',
    contentType: 'application/xml',
    content,
    options: { profile },
  };
}
