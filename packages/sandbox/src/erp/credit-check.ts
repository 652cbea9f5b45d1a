import type { CompanyView } from '../company/company.ts';
import { creditPosition, type CreditPosition } from '../company/company-queries.ts';
import { formatDecimal, moneyPlaces } from '../company/decimal.ts';
import type { JsonObject } from '../company/model.ts';
import { currencyPattern, moneyRule } from '../http/field-rules.ts';
import { Input } from '../http/input.ts';
import { requireCustomer } from './require-customer.ts';

export function showCredit({ limit, used, available }: CreditPosition): JsonObject {
  return {
    limit: formatDecimal(limit, moneyPlaces),
    used: formatDecimal(used, moneyPlaces),
    available: formatDecimal(available, moneyPlaces),
  };
}

/**
 * Answers `POST /erp/credit-checks`: whether an order of this amount would be allowed now. Nothing is reserved.
 * @throws Problem 400 for a malformed body, 422 for an unknown customer
 */
export function checkCredit(view: CompanyView, body: unknown): JsonObject {
  const input = Input.of(body);
  const customerId = input.text('customer');
  const amount = input.decimal('amount', moneyRule);
  const currency = input.optionalText('currency', currencyPattern);
  input.check();
  const customer = requireCustomer(view, customerId, currency);
  const position = creditPosition(view, customer);
  const onHold = customer.creditStatus === 'hold';
  const approved = !onHold && amount <= position.limit - position.used;
  const reason = onHold ? 'credit_hold' : 'credit_exceeded';
  return {
    approved,
    ...(approved ? {} : { reason }),
    customer: customer.id,
    currency: customer.currency,
    ...showCredit(position),
  };
}
