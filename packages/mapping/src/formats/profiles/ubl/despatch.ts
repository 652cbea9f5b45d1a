import type { Shape } from '../shape.ts';
import { shipment } from './delivery.ts';
import { item } from './items.ts';
import { customerParty, supplierParty } from './parties.ts';
import { documentReference, orderLineReference, orderReference } from './references.ts';
import { quantity } from './values.ts';

const despatchLine: Shape = {
  'cbc:ID': 'id',
  'cbc:UUID': 'uuid',
  'cbc:Note[]': 'notes',
  'cbc:LineStatusCode': 'status',
  'cbc:DeliveredQuantity': ['delivered', quantity],
  'cbc:BackorderQuantity': ['backordered', quantity],
  'cbc:BackorderReason[]': 'backorderReasons',
  'cbc:OutstandingQuantity': ['outstanding', quantity],
  'cbc:OutstandingReason[]': 'outstandingReasons',
  'cbc:OversupplyQuantity': ['oversupplied', quantity],
  'cac:OrderLineReference[]': ['orderLines', orderLineReference],
  'cac:DocumentReference[]': ['documents', documentReference],
  'cac:Item': ['item', item],
  'cac:Shipment[]': ['shipments', shipment],
};

export const despatchAdvice: Shape = {
  'cbc:UBLVersionID': 'ublVersion',
  'cbc:CustomizationID': 'customizationId',
  'cbc:ProfileID': 'profileId',
  'cbc:ID': 'id',
  'cbc:CopyIndicator': 'copy',
  'cbc:UUID': 'uuid',
  'cbc:IssueDate': ['issueDate', 'date'],
  'cbc:IssueTime': 'issueTime',
  'cbc:DocumentStatusCode': 'statusCode',
  'cbc:DespatchAdviceTypeCode': 'typeCode',
  'cbc:Note[]': 'notes',
  'cbc:LineCountNumeric': ['lineCount', 'decimal'],
  'cac:OrderReference[]': ['orders', orderReference],
  'cac:AdditionalDocumentReference[]': ['documents', documentReference],
  'cac:DespatchSupplierParty': ['despatcher', supplierParty],
  'cac:DeliveryCustomerParty': ['recipient', customerParty],
  'cac:BuyerCustomerParty': ['buyer', customerParty],
  'cac:SellerSupplierParty': ['seller', supplierParty],
  'cac:OriginatorCustomerParty': ['originator', customerParty],
  'cac:Shipment': ['shipment', shipment],
  'cac:DespatchLine[]': ['lines', despatchLine],
};
