import type { Shape } from '../shape.ts';

/** `{ value: "1250.00", currency: "USD" }` */
export const money: Shape = {
  '@currency': 'currency',
  '@alternateAmount': ['alternateValue', 'decimal'],
  '@alternateCurrency': 'alternateCurrency',
  '#text': ['value', 'decimal'],
};

/** Text with its language, which the standard asks for. */
export const localText: Shape = { '@xml:lang': 'language', '#text': 'value' };

/** Text with a name, such as an e-mail address called "default". */
const namedText: Shape = { '@name': 'name', '#text': 'value' };

/** Whatever the sender adds. */
export const extrinsic: Shape = namedText;

export const idReference: Shape = { '@identifier': 'value', '@domain': 'scheme' };

const postalAddress: Shape = {
  '@name': 'name',
  'DeliverTo[]': 'deliverTo',
  'Street[]': 'streets',
  City: 'city',
  Municipality: 'municipality',
  'State/@isoStateCode': 'stateCode',
  'State/#text': 'state',
  PostalCode: 'postalCode',
  'Country/@isoCountryCode': 'country',
  'Country/#text': 'countryName',
  'Extrinsic[]': ['extrinsics', extrinsic],
};

const telephone: Shape = {
  '@name': 'name',
  'TelephoneNumber/CountryCode/@isoCountryCode': 'country',
  'TelephoneNumber/CountryCode/#text': 'countryCode',
  'TelephoneNumber/AreaOrCityCode': 'areaCode',
  'TelephoneNumber/Number': 'number',
  'TelephoneNumber/Extension': 'extension',
};

export const address: Shape = {
  '@isoCountryCode': 'country',
  '@addressID': 'id',
  '@addressIDDomain': 'idScheme',
  Name: ['name', localText],
  PostalAddress: ['postal', postalAddress],
  Email: ['email', namedText],
  Phone: ['phone', telephone],
  Fax: ['fax', telephone],
  URL: ['url', namedText],
};

export const contact: Shape = {
  '@role': 'role',
  '@addressID': 'id',
  '@addressIDDomain': 'idScheme',
  Name: ['name', localText],
  'PostalAddress[]': ['postals', postalAddress],
  'Email[]': ['emails', namedText],
  'Phone[]': ['phones', telephone],
  'Fax[]': ['faxes', telephone],
  'URL[]': ['urls', namedText],
  'IdReference[]': ['references', idReference],
  'Extrinsic[]': ['extrinsics', extrinsic],
};

export const comments: Shape = {
  '@xml:lang': 'language',
  '@type': 'type',
  '#text': 'value',
  'Attachment[]/URL': 'attachments',
};

export const shipTo: Shape = {
  Address: ['address', address],
  'CarrierIdentifier[]': ['carriers', { '@domain': 'scheme', '#text': 'value' }],
  'IdReference[]': ['references', idReference],
};

export const shipping: Shape = {
  '@trackingDomain': 'trackingDomain',
  '@trackingId': 'trackingId',
  Money: ['amount', money],
  Description: ['description', localText],
};

export const tax: Shape = {
  Money: ['amount', money],
  Description: ['description', localText],
  'TaxDetail[]': [
    'details',
    {
      '@purpose': 'purpose',
      '@category': 'category',
      '@percentageRate': ['percent', 'decimal'],
      'TaxableAmount/Money': ['taxable', money],
      'TaxAmount/Money': ['amount', money],
      TaxLocation: ['location', localText],
      Description: ['description', localText],
    },
  ],
};

export const termsOfDelivery: Shape = {
  'TermsOfDeliveryCode/@value': 'code',
  'ShippingPaymentMethod/@value': 'paymentMethod',
  'TransportTerms/@value': 'transportTerms',
  'TransportTerms/#text': 'transportTermsText',
  Address: ['address', address],
  'Comments[]': ['comments', comments],
};
