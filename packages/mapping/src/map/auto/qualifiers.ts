/** Codes that say what an entry of a list is: `parties` with role `ST` is the ship-to party. */
export interface QualifierCodes {
  /** Words of the list's name, one of which must occur. */
  lists: readonly string[];
  /** Codes by meaning, in words that name a concept. X12 and EDIFACT together: they do not collide. */
  codes: Readonly<Record<string, string>>;
}

/** Names of fields that hold such codes. */
export const QUALIFIER_FIELDS: readonly string[] = [
  'role',
  'qualifier',
  'type',
  'code',
  'kind',
  'scheme',
  'partyQualifier',
  'functionCode',
];

export const QUALIFIERS: readonly QualifierCodes[] = [
  {
    lists: ['party', 'parties', 'address', 'partner', 'name'],
    codes: {
      'ship to': 'ST, DP, CN',
      'bill to': 'BT, IV',
      buyer: 'BY, OB',
      supplier: 'SU, SE, VN',
      'ship from': 'SF',
      warehouse: 'WH',
      carrier: 'CA',
      'remit to': 'RI',
      payee: 'PE',
      'ultimate consignee': 'UC',
    },
  },
  {
    lists: ['product', 'item', 'identification', 'id'],
    codes: {
      'buyers item id': 'BP, IN, CB',
      'item number': 'PN, SK',
      'sellers item id': 'VP, VN, VC, SA',
      gtin: 'UP, EN, UK, UA, SRV',
      'manufacturers item id': 'MG, MF',
    },
  },
  {
    lists: ['date', 'dates', 'time'],
    codes: {
      'requested delivery date': '2, 002',
      'invoice date': '3, 003',
      'order date': '4, 004',
      'requested ship date': '10, 010',
      'ship date': '11, 011',
      'due date': '13',
      'estimated delivery date': '17, 017',
      'delivered date': '35, 035',
      'expiry date': '36',
      'latest delivery date': '63, 063',
      'earliest delivery date': '64',
      'document date': '137',
      'cancel date': '001',
    },
  },
  {
    lists: ['reference', 'references', 'ref'],
    codes: {
      'order number': 'PO, ON',
      'customer order number': 'CO',
      'sales order number': 'VN',
      'invoice number': 'IV',
      'contract number': 'CT',
      department: 'DP',
      promotion: 'PD',
      'bill of lading': 'BM',
      'tracking number': 'CN',
      'shipment number': 'SI, AAK',
      'delivery note': 'DQ',
      'vendor number': 'IA',
      'line number': 'LI',
      'vat number': 'VA',
    },
  },
  {
    lists: ['amount', 'amounts'],
    codes: {
      'line amount': '1, 203',
      'payable amount': '9',
      'total line amount': '79',
      'total amount': '86, TT',
      'tax amount': '124',
    },
  },
  {
    lists: ['quantity', 'quantities'],
    codes: {
      'shipped quantity': '12',
      'ordered quantity': '21',
      'quantity on hand': '33, 145',
      'invoiced quantity': '47',
      'backordered quantity': '83',
    },
  },
  {
    lists: ['contact', 'communication', 'number'],
    codes: {
      phone: 'TE',
      email: 'EM',
      fax: 'FX',
    },
  },
];
