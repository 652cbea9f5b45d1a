import type { Shape } from '../shape.ts';
import { delivery, deliveryTerms } from './delivery.ts';
import { item, price } from './items.ts';
import { allowanceCharge, monetaryTotal, paymentMeans, paymentTerms, taxTotal } from './money.ts';
import { customerParty, party, supplierParty } from './parties.ts';
import { documentReference, orderReference } from './references.ts';
import { amount, period, quantity } from './values.ts';

const lineItem: Shape = {
  'cbc:ID': 'id',
  'cbc:SalesOrderID': 'salesOrderLineId',
  'cbc:UUID': 'uuid',
  'cbc:Note[]': 'notes',
  'cbc:LineStatusCode': 'status',
  'cbc:Quantity': ['quantity', quantity],
  'cbc:LineExtensionAmount': ['amount', amount],
  'cbc:TotalTaxAmount': ['tax', amount],
  'cbc:MinimumQuantity': ['minimumQuantity', quantity],
  'cbc:MaximumQuantity': ['maximumQuantity', quantity],
  'cbc:MaximumBackorderQuantity': ['backorderQuantity', quantity],
  'cbc:PartialDeliveryIndicator': 'partialDelivery',
  'cbc:BackOrderAllowedIndicator': 'backorderAllowed',
  'cbc:AccountingCostCode': 'accountingCostCode',
  'cbc:AccountingCost': 'accountingCost',
  'cac:Delivery[]': ['deliveries', delivery],
  'cac:DeliveryTerms': ['deliveryTerms', deliveryTerms],
  'cac:OriginatorParty': ['originator', party],
  'cac:AllowanceCharge[]': ['allowanceCharges', allowanceCharge],
  'cac:Price': ['price', price],
  'cac:Item': ['item', item],
  'cac:TaxTotal[]': ['taxTotals', taxTotal],
};

/** The line item's fields are the line's own. */
const orderLine: Shape = {
  'cbc:SubstitutionStatusCode': 'substitutionStatus',
  'cbc:Note[]': 'lineNotes',
  ...under('cac:LineItem', lineItem),
  'cac:SellerSubstitutedLineItem[]': ['substitutes', lineItem],
  'cac:OrderLineReference[]': [
    'orderLines',
    {
      'cbc:LineID': 'lineId',
      'cbc:LineStatusCode': 'status',
      'cac:OrderReference': ['order', orderReference],
    },
  ],
  'cac:DocumentReference[]': ['documents', documentReference],
};

export const order: Shape = {
  'cbc:UBLVersionID': 'ublVersion',
  'cbc:CustomizationID': 'customizationId',
  'cbc:ProfileID': 'profileId',
  'cbc:ID': 'id',
  'cbc:SalesOrderID': 'salesOrderId',
  'cbc:CopyIndicator': 'copy',
  'cbc:UUID': 'uuid',
  'cbc:IssueDate': ['issueDate', 'date'],
  'cbc:IssueTime': 'issueTime',
  'cbc:OrderTypeCode': 'typeCode',
  'cbc:Note[]': 'notes',
  'cbc:RequestedInvoiceCurrencyCode': 'invoiceCurrency',
  'cbc:DocumentCurrencyCode': 'currency',
  'cbc:PricingCurrencyCode': 'pricingCurrency',
  'cbc:TaxCurrencyCode': 'taxCurrency',
  'cbc:CustomerReference': 'customerReference',
  'cbc:AccountingCostCode': 'accountingCostCode',
  'cbc:AccountingCost': 'accountingCost',
  'cbc:LineCountNumeric': ['lineCount', 'decimal'],
  'cac:ValidityPeriod[]': ['validityPeriods', period],
  'cac:QuotationDocumentReference': ['quotation', documentReference],
  'cac:OrderDocumentReference[]': ['orders', documentReference],
  'cac:OriginatorDocumentReference': ['originatorDocument', documentReference],
  'cac:AdditionalDocumentReference[]': ['documents', documentReference],
  'cac:Contract[]': ['contracts', { 'cbc:ID': 'id', 'cbc:IssueDate': ['issueDate', 'date'] }],
  'cac:BuyerCustomerParty': ['buyer', customerParty],
  'cac:SellerSupplierParty': ['seller', supplierParty],
  'cac:OriginatorCustomerParty': ['originator', customerParty],
  'cac:FreightForwarderParty': ['freightForwarder', party],
  'cac:AccountingCustomerParty': ['invoicee', customerParty],
  'cac:Delivery[]': ['deliveries', delivery],
  'cac:DeliveryTerms': ['deliveryTerms', deliveryTerms],
  'cac:PaymentMeans[]': ['paymentMeans', paymentMeans],
  'cac:PaymentTerms[]': ['paymentTerms', paymentTerms],
  'cac:AllowanceCharge[]': ['allowanceCharges', allowanceCharge],
  'cac:DestinationCountry/cbc:IdentificationCode': 'destinationCountry',
  'cac:TaxTotal[]': ['taxTotals', taxTotal],
  'cac:AnticipatedMonetaryTotal': ['totals', monetaryTotal],
  'cac:OrderLine[]': ['lines', orderLine],
};

export const orderResponse: Shape = {
  'cbc:UBLVersionID': 'ublVersion',
  'cbc:CustomizationID': 'customizationId',
  'cbc:ProfileID': 'profileId',
  'cbc:ID': 'id',
  'cbc:SalesOrderID': 'salesOrderId',
  'cbc:CopyIndicator': 'copy',
  'cbc:UUID': 'uuid',
  'cbc:IssueDate': ['issueDate', 'date'],
  'cbc:IssueTime': 'issueTime',
  'cbc:OrderResponseCode': 'responseCode',
  'cbc:Note[]': 'notes',
  'cbc:DocumentCurrencyCode': 'currency',
  'cbc:PricingCurrencyCode': 'pricingCurrency',
  'cbc:TaxCurrencyCode': 'taxCurrency',
  'cbc:CustomerReference': 'customerReference',
  'cbc:AccountingCostCode': 'accountingCostCode',
  'cbc:AccountingCost': 'accountingCost',
  'cbc:LineCountNumeric': ['lineCount', 'decimal'],
  'cac:ValidityPeriod[]': ['validityPeriods', period],
  'cac:OrderReference[]': ['orders', orderReference],
  'cac:AdditionalDocumentReference[]': ['documents', documentReference],
  'cac:SellerSupplierParty': ['seller', supplierParty],
  'cac:BuyerCustomerParty': ['buyer', customerParty],
  'cac:AccountingCustomerParty': ['invoicee', customerParty],
  'cac:Delivery[]': ['deliveries', delivery],
  'cac:DeliveryTerms': ['deliveryTerms', deliveryTerms],
  'cac:PaymentMeans[]': ['paymentMeans', paymentMeans],
  'cac:PaymentTerms[]': ['paymentTerms', paymentTerms],
  'cac:AllowanceCharge[]': ['allowanceCharges', allowanceCharge],
  'cac:DestinationCountry/cbc:IdentificationCode': 'destinationCountry',
  'cac:TaxTotal[]': ['taxTotals', taxTotal],
  'cac:LegalMonetaryTotal': ['totals', monetaryTotal],
  'cac:OrderLine[]': ['lines', orderLine],
};

function under(wrapper: string, shape: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).map(([path, field]) => [`${wrapper}/${path}`, field]));
}
