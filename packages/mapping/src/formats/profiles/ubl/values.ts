import type { Shape } from '../shape.ts';

/** `{ value: "12.50", currency: "USD" }` */
export const amount: Shape = { '@currencyID': 'currency', '#text': ['value', 'decimal'] };

/** `{ value: "10", unit: "EA" }`, units as UN/ECE Recommendation 20 has them. */
export const quantity: Shape = { '@unitCode': 'unit', '#text': ['value', 'decimal'] };

/** `{ scheme: "0088", value: "4012345000016" }`; the scheme is absent where the sender gives none. */
export const identifier: Shape = { '@schemeID': 'scheme', '#text': 'value' };

/** `{ list: "STI", version: "19.0501", value: "39121601" }` */
export const classificationCode: Shape = {
  '@listID': 'list',
  '@listVersionID': 'version',
  '#text': 'value',
};

export const period: Shape = {
  'cbc:StartDate': ['startDate', 'date'],
  'cbc:StartTime': 'startTime',
  'cbc:EndDate': ['endDate', 'date'],
  'cbc:EndTime': 'endTime',
  'cbc:DescriptionCode[]': 'descriptionCodes',
  'cbc:Description[]': 'descriptions',
};
