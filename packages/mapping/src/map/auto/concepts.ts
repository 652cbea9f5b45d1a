/**
 * Things of the trade and the names that documents give them, in plain words or as documents write them; for X12
 * and EDIFACT also segment and element. The first name is how the thing is called in the code.
 */
export const CONCEPTS: readonly (readonly [concept: string, ...names: string[]])[] = [
  [
    'quantity',
    'quantity, quantity ordered, ordered quantity, order quantity, requested quantity, PO102',
    'PO1 02, QTY 6060, QTY01, pieces, count ordered',
  ],
  ['invoiced quantity', 'invoiced quantity, quantity invoiced, billed quantity, IT102, IT1 02'],
  [
    'shipped quantity',
    'shipped quantity, quantity shipped, delivered quantity, despatched quantity, SN102, SN1 02',
    'quantity despatched, quantity delivered',
  ],
  [
    'backordered quantity',
    'backordered quantity, quantity backordered, backorder quantity, outstanding quantity',
  ],
  [
    'quantity on hand',
    'quantity on hand, on hand quantity, stock quantity, available quantity, stock',
    'inventory quantity, QTY02',
  ],
  [
    'unit',
    'unit, uom, unit of measure, unit code, measure unit, quantity unit, unit measure, PO103',
    'PO1 03, QTY 6411, quantity unit code, sales unit, order unit, einheit, unit of measurement',
  ],
  [
    'unit price',
    'unit price, price, price amount, net price, unit cost, price per unit, PO104, PO1 04, PRI 5118',
    'item price, selling price, net unit price, preis',
  ],
  [
    'line number',
    'line number, line id, line item number, line item, line, line no, PO101, PO1 01, LIN 1082',
    'sequence number, row number, order line number, assigned id',
  ],
  [
    'line amount',
    'line amount, line extension amount, line total, extended price, extended amount, net amount',
    'line value, MOA 203, line net amount',
  ],
  [
    'order lines',
    'lines, items, line items, order lines, order items, positions, details, rows, PO1, LIN',
    'order line, invoice lines, despatch lines, IT1, products, document line',
  ],
  [
    'item number',
    'item number, item id, sku, article number, product id, product number, product code',
    'part number, item code, material, material number, article id, item, stock keeping unit',
    'stock code',
  ],
  [
    "buyer's item number",
    'buyers item id, buyer item id, buyers item number, buyer part number, buyers part number',
    'customer item number, customer part number, buyers article number, customer sku, BP, PIA IN',
    'buyers item identification, customer item id, buyer sku',
  ],
  [
    "seller's item number",
    'sellers item id, seller item id, vendor part number, vendor item number, supplier item number',
    'supplier part number, sellers item number, supplier article number, VP, PIA SA, vendor sku',
    'sellers item identification, suppliers item id, supplier sku, supplier part id',
  ],
  [
    'GTIN',
    'gtin, ean, upc, upc code, barcode, ean code, standard item id, standard item identification',
    'gtin14, ean13, global trade item number, LIN 7140',
  ],
  [
    'description',
    'description, item description, item name, product name, product description',
    'article description, item text, PID05, IMD 7008, short description, title, item title',
    'product title, bezeichnung, material description',
  ],
  [
    'order number',
    'order number, order reference number, order id, purchase order number, purchase order id, po number, po',
    'purchase order, customer order number, BEG03, BEG 03, BGM 1004, order no, purchase order no',
    'customer po, order reference, buyer order number, bestellnummer, po no, document number',
    'customer purchase order',
  ],
  [
    'sales order number',
    'sales order number, sales order id, seller order number, our order number, vendor order number',
  ],
  [
    'order date',
    'order date, purchase order date, po date, issue date, document date, BEG05, BEG 05, DTM 137',
    'date ordered, ordered at, ordered on, placed at, created date',
  ],
  ['issue time', 'issue time, document time, order time, report time'],
  ['order type', 'order type, order type code, purchase order type, BEG02, document type, order kind'],
  ['purpose', 'purpose, transaction purpose, purpose code, BEG01, message function'],
  ['invoice number', 'invoice number, invoice id, invoice no, BIG02, bill number, rechnungsnummer'],
  ['invoice date', 'invoice date, BIG01, billing date, invoiced at, date invoiced'],
  ['due date', 'due date, payment due date, net due date, date due, DTM 13'],
  [
    'shipment number',
    'shipment number, shipment id, asn number, despatch advice number, despatch advice id, BSN02',
    'delivery note number, delivery note, delivery number, packing slip number',
  ],
  [
    'ship date',
    'ship date, shipped date, despatch date, actual despatch date, shipment date, shipped at',
    'date shipped, DTM 11, DTM 011',
  ],
  [
    'requested delivery date',
    'requested delivery date, delivery date, requested date, delivery requested, required date',
    'DTM 002, DTM 2, need by date, due delivery date, request date, date required, deliver by',
    'promised date, requested delivery, wanted date, liefertermin',
  ],
  ['requested ship date', 'requested ship date, requested despatch date, DTM 010, ship by date, ship by'],
  [
    'estimated delivery date',
    'estimated delivery date, eta, expected delivery date, estimated arrival, expected arrival',
    'DTM 017',
  ],
  ['cancel date', 'cancel after, cancel after date, cancel date, cancel by, DTM 001'],
  [
    'currency',
    'currency, currency code, document currency, document currency code, CUR02, CUX 6345',
    'iso currency, order currency, currency id',
  ],
  [
    'total amount',
    'total amount, total, order total, grand total, amount total, payable amount, total value',
    'AMT02, TDS01, MOA 86, total price, order amount, order value, invoice total, invoice amount',
  ],
  ['tax amount', 'tax amount, vat amount, sales tax, total tax, tax total, MOA 124, vat, tax'],
  ['tax rate', 'tax rate, tax percent, vat rate, vat percent, TXI03'],
  ['line count', 'line count, number of lines, line item count, total lines, CTT01, CNT 2, lines total'],
  [
    'ship-to party',
    'ship to, ship to party, delivery party, deliver to, shipping address, delivery address',
    'consignee, N1 ST, NAD DP, recipient, delivery location, goods recipient',
    'delivery customer party, receiver party, ship to address, delivery',
  ],
  [
    'bill-to party',
    'bill to, bill to party, invoicee, billing address, invoice to, invoice party, N1 BT, NAD IV',
    'payer, bill to address, accounting customer party, invoice recipient',
  ],
  [
    'buyer',
    'buyer, buyer party, buyer customer party, customer, sold to, sold to party, buying party',
    'N1 BY, NAD BY, purchaser, orderer, client',
  ],
  [
    'supplier',
    'supplier, seller, vendor, seller party, supplier party, seller supplier party, N1 SU, N1 SE',
    'N1 VN, NAD SU, merchant',
  ],
  [
    'ship-from party',
    'ship from, despatch party, shipper, N1 SF, NAD SF, ship from address, consignor, sender party',
  ],
  ['warehouse', 'warehouse, warehouse code, warehouse id, N1 WH, facility, site, plant, distribution center'],
  [
    'carrier',
    'carrier, carrier party, carrier name, N1 CA, NAD CA, freight forwarder, scac, carrier code',
    'carrier id, TD503',
  ],
  [
    'name',
    'name, party name, company name, N102, NAD 3036, company, business name, full name',
    'organisation name, registration name',
  ],
  ['GLN', 'gln, global location number, location number, ean location, iln, endpoint id'],
  [
    'party number',
    'party id, party identification, account number, customer number, customer id, N104, NAD 3039',
    'customer code, partner id, customer account, vendor number',
  ],
  [
    'street',
    'street, street name, address line 1, address line, address1, address line1, line 1, N301',
    'NAD 3042, street address, address 1, strasse, address lines, address',
  ],
  [
    'second address line',
    'additional street name, address line 2, address2, address line2, line 2, street 2, N302',
    'address 2',
  ],
  ['city', 'city, city name, town, N401, NAD 3164, locality, ort, place'],
  [
    'state',
    'state, province, region, country subentity, state code, N402, state or province',
    'country subentity code, province code',
  ],
  ['postal code', 'postal code, postal zone, zip code, zip, N403, NAD 3251, postal'],
  [
    'country',
    'country, country code, country id, N404, NAD 3207, country iso, land',
    'identification code country',
  ],
  ['contact', 'contact, contact name, contact person, attention, PER02, CTA 3412, attn'],
  ['phone', 'phone, phone number, tel number, mobile, PER04, COM 3148'],
  ['email', 'email, email address, e mail, electronic mail, e mail address'],
  [
    'payment terms',
    'payment terms, terms, terms of payment, ITD, PAT, payment condition, ITD12, terms description',
  ],
  [
    'delivery terms',
    'delivery terms, incoterms, incoterm, freight terms, FOB, TOD, shipment method of payment',
  ],
  [
    'shipping method',
    'shipping method, ship via, service level, shipment method, routing, TD505, delivery method',
    'service code, shipping service',
  ],
  ['transport mode', 'transport mode, mode of transport, transport mode code, TD504, TDT 8067'],
  [
    'note',
    'note, notes, message, free text, MSG01, FTX, instruction, special instructions',
    'delivery instructions, text',
  ],
  [
    'contract number',
    'contract number, contract id, contract, agreement number, contract reference, BEG06, RFF CT',
  ],
  ['promotion', 'promotion number, promotion, promo code, deal number, PD, coupon'],
  ['department', 'department, department number, dept, dept number, REF DP, cost center'],
  [
    'tracking number',
    'tracking number, tracking id, tracking, consignment number, pro number, waybill, REF CN',
    'tracking reference',
  ],
  ['bill of lading', 'bill of lading, bol, bol number, bill of lading number, REF BM, lading number'],
  [
    'serial shipping container code',
    'sscc, sscc18, container code, license plate, handling unit id, MAN02, pallet id, carton id',
  ],
  ['batch', 'batch, batch number, batch id, lot number, lot id'],
  ['serial number', 'serial number, serial, serial id, serial no'],
  ['expiry date', 'expiry date, best before, best before date, use by date, shelf life date'],
  [
    'gross weight',
    'gross weight, weight, total weight, weight amount, gross weight measure, shipment weight',
  ],
  ['net weight', 'net weight, net weight measure, weight net'],
  ['volume', 'volume, gross volume, cube, cubic measure, gross volume measure'],
  [
    'package count',
    'package count, number of packages, package quantity, packages, cartons, carton count, TD102',
    'total packages, colli, lading quantity',
  ],
  ['discount', 'discount, discount amount, allowance, allowance amount, rebate'],
  ['charge', 'charge, charge amount, surcharge, fee, SAC05'],
  ['freight', 'freight, freight amount, shipping cost, freight charge, shipping amount, freight cost'],
  ['status', 'status, status code, state of order, order status, line status, ACK01, response code'],
  ['reason', 'reason, reason code, return reason, reject reason, cause'],
  ['created at', 'created at, created, created on, creation date, date created, created time'],
  ['control number', 'control number, transaction id, message number, message reference, ST02, UNH 0062'],
];

/** Concepts that have fields of their own: whose a field is decides whether it fits. */
export const HOLDERS: ReadonlySet<string> = new Set([
  ...['ship-to party', 'bill-to party', 'buyer', 'supplier', 'ship-from party', 'warehouse', 'carrier'],
  ...['contact', 'tax amount', 'discount', 'charge', 'freight', 'payment terms', 'delivery terms'],
]);
