import { moneyPlaces, pricePlaces, quantityPlaces } from '../company/decimal.ts';

/** A form that a text field must have, and how to say so after the field's name. */
export interface TextRule {
  matches: RegExp;
  says: string;
}

export interface DecimalRule {
  places: number;
  /** The least and the greatest value, as scaled integers. */
  min: number;
  max: number;
}

/** Money up to 999,999,999,999.99: every sum below it is an exact JSON number. */
export const moneyRule: DecimalRule = { places: moneyPlaces, min: 0, max: 99_999_999_999_999 };
/** Unit prices up to 1,000,000. */
export const priceRule: DecimalRule = { places: pricePlaces, min: 0, max: 10_000_000_000 };
/** Order quantities and weights above zero, up to 1,000,000. */
export const quantityRule: DecimalRule = { places: quantityPlaces, min: 1, max: 1_000_000_000 };
/** Stock and weights of items, which may be none. */
export const stockRule: DecimalRule = { ...quantityRule, min: 0 };

export const codePattern: TextRule = {
  matches: /^[A-Z0-9][A-Z0-9._/-]{0,39}$/,
  says: 'must be a code of capital letters and digits',
};
export const unitPattern: TextRule = {
  matches: /^[A-Z0-9]{2,3}$/,
  says: 'must be a UN/ECE Rec 20 code such as EA',
};
export const currencyPattern: TextRule = {
  matches: /^[A-Z]{3}$/,
  says: 'must be an ISO 4217 code such as USD',
};
export const countryPattern: TextRule = {
  matches: /^[A-Z]{2}$/,
  says: 'must be an ISO 3166 alpha-2 code such as US',
};
