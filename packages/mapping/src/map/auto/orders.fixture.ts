/** Pairs of real-life documents with what a person would map, to measure suggestions against. */
export interface MappingPair {
  name: string;
  samples: unknown[];
  /** Canonical document that is mapped to. */
  target: 'order' | 'invoice' | 'despatchAdvice';
  /** Source by target; several where each is right. */
  expected: Readonly<Record<string, string | readonly string[]>>;
  /** Part of what the suggestions give for the first sample. */
  result: object;
}

const shopOrder = {
  order_id: 'W-10023',
  ordered_at: '2026-03-02T09:12:00Z',
  currency_code: 'EUR',
  customer: { name: 'Nordlicht GmbH', email: 'shop@nordlicht.example', customer_no: '70012' },
  billing_address: {
    company: 'Nordlicht GmbH',
    street: 'Kai 4',
    zip: '20457',
    city: 'Hamburg',
    country: 'DE',
  },
  shipping_address: { company: 'Lager Nord', street: 'Tor 9', zip: '21079', city: 'Hamburg', country: 'DE' },
  shipping_method: 'express',
  payment_terms: '30 days net',
  requested_delivery: '2026-03-06',
  line_items: [
    {
      pos: 1,
      sku: 'BOLT-M8',
      title: 'Bolt M8',
      qty: 100,
      uom: 'EA',
      unit_price: '0.12',
      line_total: '12.00',
    },
  ],
  grand_total: '12.00',
};

const flatRow = {
  PO_NUMBER: '4500012',
  PO_DATE: '2026-04-01',
  CURR: 'USD',
  SHIPTO_NAME: 'Plant 3',
  SHIPTO_CITY: 'Austin',
  SHIPTO_ZIP: '73301',
  SHIPTO_COUNTRY: 'US',
  VENDOR_NAME: 'Bolts Inc.',
  REQ_DELIV_DATE: '2026-04-09',
  LINE_NO: '10',
  QTY_ORDERED: '25',
  UOM: 'EA',
  UNIT_PRICE: '1.10',
  ITEM_DESC: 'Washer',
};

const ediOrder = {
  interchanges: [
    {
      senderId: 'RETAILER',
      groups: [
        {
          transactions: [
            {
              type: '850',
              data: {
                beginning: { purpose: '00', orderType: 'SA', purchaseOrderNumber: 'PO7', date: '2026-05-05' },
                currency: { code: 'USD' },
                dates: [
                  { qualifier: '002', date: '2026-05-12' },
                  { qualifier: '001', date: '2026-05-20' },
                ],
                parties: [
                  { role: 'ST', name: 'DC 12', id: '0012', addressLines: ['1 Dock Rd'], city: 'Reno', state: 'NV', postalCode: '89501', country: 'US' },
                  { role: 'BT', name: 'Accounts', city: 'Dover', state: 'DE', postalCode: '19901', country: 'US' },
                ],
                lines: [
                  { lineNumber: '1', quantity: 4, unit: 'CA', unitPrice: 9.5, productIds: [{ qualifier: 'VP', id: 'V-1' }], descriptions: [{ description: 'Crate' }] },
                ],
                totals: { lineCount: 1, amount: 38 },
              },
            },
          ],
        },
      ],
    },
  ],
}; // prettier-ignore

const DATA = 'interchanges[].groups[].transactions[].data';

export const mappingPairs: readonly MappingPair[] = [
  {
    name: 'order of a web shop',
    samples: [shopOrder],
    target: 'order',
    expected: {
      number: 'order_id',
      issueDate: 'ordered_at',
      currency: 'currency_code',
      'buyer.name': 'customer.name',
      'billTo.name': 'billing_address.company',
      'billTo.address.streetName': 'billing_address.street',
      'billTo.address.postalZone': 'billing_address.zip',
      'billTo.address.cityName': 'billing_address.city',
      'billTo.address.country': 'billing_address.country',
      'shipTo.name': 'shipping_address.company',
      'shipTo.address.streetName': 'shipping_address.street',
      'shipTo.address.postalZone': 'shipping_address.zip',
      'shipTo.address.cityName': 'shipping_address.city',
      'shipTo.address.country': 'shipping_address.country',
      requestedDeliveryDate: 'requested_delivery',
      'transport.serviceLevel': 'shipping_method',
      'totals.payableAmount.value': 'grand_total',
      'lines[]': 'line_items[]',
      'lines[].lineNumber': 'line_items[].pos',
      'lines[].item.name': 'line_items[].title',
      'lines[].quantity.value': 'line_items[].qty',
      'lines[].quantity.unit': 'line_items[].uom',
      'lines[].price.amount.value': 'line_items[].unit_price',
      'lines[].lineAmount.value': 'line_items[].line_total',
    },
    result: {
      number: 'W-10023',
      buyer: { name: 'Nordlicht GmbH' },
      shipTo: {
        name: 'Lager Nord',
        address: { streetName: 'Tor 9', cityName: 'Hamburg', postalZone: '21079' },
      },
      billTo: { address: { streetName: 'Kai 4' } },
      lines: [
        { lineNumber: '1', quantity: { value: 100, unit: 'EA' }, price: { amount: { value: '0.12' } } },
      ],
    },
  },
  {
    name: 'rows of an ERP export',
    samples: [[flatRow]],
    target: 'order',
    expected: {
      number: '[].PO_NUMBER',
      issueDate: '[].PO_DATE',
      currency: '[].CURR',
      'seller.name': '[].VENDOR_NAME',
      'shipTo.name': '[].SHIPTO_NAME',
      'shipTo.address.cityName': '[].SHIPTO_CITY',
      'shipTo.address.postalZone': '[].SHIPTO_ZIP',
      'shipTo.address.country': '[].SHIPTO_COUNTRY',
      requestedDeliveryDate: '[].REQ_DELIV_DATE',
      'lines[]': '[]',
      'lines[].lineNumber': '[].LINE_NO',
      'lines[].quantity.value': '[].QTY_ORDERED',
      'lines[].quantity.unit': '[].UOM',
      'lines[].price.amount.value': '[].UNIT_PRICE',
      'lines[].price.amount.currency': '[].CURR',
      'lines[].item.description': '[].ITEM_DESC',
      'lines[].requestedDeliveryDate': '[].REQ_DELIV_DATE',
      'lines[].shipTo.name': '[].SHIPTO_NAME',
      'lines[].shipTo.address.cityName': '[].SHIPTO_CITY',
      'lines[].shipTo.address.postalZone': '[].SHIPTO_ZIP',
      'lines[].shipTo.address.country': '[].SHIPTO_COUNTRY',
    },
    result: {
      number: '4500012',
      shipTo: { address: { cityName: 'Austin' } },
      lines: [{ lineNumber: '10', quantity: { value: 25, unit: 'EA' }, shipTo: { name: 'Plant 3' } }],
    },
  },
  {
    name: 'X12 850',
    samples: [ediOrder],
    target: 'order',
    expected: {
      '': DATA,
      number: `${DATA}.beginning.purchaseOrderNumber`,
      orderType: `${DATA}.beginning.orderType`,
      issueDate: `${DATA}.beginning.date`,
      currency: `${DATA}.currency.code`,
      requestedDeliveryDate: `${DATA}.dates[].date`,
      cancelAfterDate: `${DATA}.dates[].date`,
      'shipTo.name': `${DATA}.parties[].name`,
      'shipTo.address.streetName': `${DATA}.parties[].addressLines`,
      'shipTo.address.addressLines': `${DATA}.parties[].addressLines`,
      'shipTo.address.cityName': `${DATA}.parties[].city`,
      'shipTo.address.countrySubentity': `${DATA}.parties[].state`,
      'shipTo.address.postalZone': `${DATA}.parties[].postalCode`,
      'shipTo.address.country': `${DATA}.parties[].country`,
      'billTo.name': `${DATA}.parties[].name`,
      'billTo.address.addressLines': `${DATA}.parties[].addressLines`,
      'billTo.address.cityName': `${DATA}.parties[].city`,
      'billTo.address.countrySubentity': `${DATA}.parties[].state`,
      'billTo.address.postalZone': `${DATA}.parties[].postalCode`,
      'billTo.address.country': `${DATA}.parties[].country`,
      'totals.lineCount': `${DATA}.totals.lineCount`,
      'totals.payableAmount.value': `${DATA}.totals.amount`,
      'lines[]': `${DATA}.lines[]`,
      'lines[].lineNumber': `${DATA}.lines[].lineNumber`,
      'lines[].quantity.value': `${DATA}.lines[].quantity`,
      'lines[].quantity.unit': `${DATA}.lines[].unit`,
      'lines[].price.amount.value': `${DATA}.lines[].unitPrice`,
    },
    result: {
      number: 'PO7',
      issueDate: '2026-05-05',
      currency: 'USD',
      requestedDeliveryDate: '2026-05-12',
      cancelAfterDate: '2026-05-20',
      shipTo: { name: 'DC 12', address: { cityName: 'Reno', countrySubentity: 'NV' } },
      billTo: { name: 'Accounts', address: { cityName: 'Dover' } },
      totals: { lineCount: 1, payableAmount: { value: '38' } },
      lines: [{ lineNumber: '1', quantity: { value: 4, unit: 'CA' }, price: { amount: { value: '9.5' } } }],
    },
  },
];
