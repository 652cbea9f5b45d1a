import type { Shape } from '../shape.ts';

export const documentReference: Shape = {
  'cbc:ID': 'id',
  'cbc:UUID': 'uuid',
  'cbc:IssueDate': ['issueDate', 'date'],
  'cbc:DocumentTypeCode': 'typeCode',
  'cbc:DocumentType': 'type',
  'cbc:DocumentDescription[]': 'descriptions',
  'cac:Attachment/cbc:EmbeddedDocumentBinaryObject': [
    'file',
    { '@mimeCode': 'mimeType', '@filename': 'name', '#text': 'base64' },
  ],
  'cac:Attachment/cac:ExternalReference/cbc:URI': 'uri',
};

export const orderReference: Shape = {
  'cbc:ID': 'id',
  'cbc:SalesOrderID': 'salesOrderId',
  'cbc:UUID': 'uuid',
  'cbc:IssueDate': ['issueDate', 'date'],
  'cbc:IssueTime': 'issueTime',
  'cbc:CustomerReference': 'customerReference',
  'cbc:OrderTypeCode': 'typeCode',
};

export const orderLineReference: Shape = {
  'cbc:LineID': 'lineId',
  'cbc:SalesOrderLineID': 'salesOrderLineId',
  'cbc:UUID': 'uuid',
  'cbc:LineStatusCode': 'status',
  'cac:OrderReference': ['order', orderReference],
};

export const lineReference: Shape = {
  'cbc:LineID': 'lineId',
  'cbc:UUID': 'uuid',
  'cbc:LineStatusCode': 'status',
  'cac:DocumentReference': ['document', documentReference],
};

export const billingReference: Shape = {
  'cac:InvoiceDocumentReference': ['invoice', documentReference],
  'cac:CreditNoteDocumentReference': ['creditNote', documentReference],
  'cac:BillingReferenceLine[]/cbc:ID': 'lineIds',
};
