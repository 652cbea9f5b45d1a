import { formatDecimal, moneyPlaces } from '../company/decimal.ts';
import type { Customer, JsonObject } from '../company/model.ts';
import { codePattern, currencyPattern, moneyRule } from '../http/field-rules.ts';
import type { Input } from '../http/input.ts';

/** Reads a customer record in the shape that `showCustomer` gives. */
export function readCustomer(input: Input): Customer {
  return {
    id: input.text('id', codePattern),
    name: input.text('name'),
    externalIds: input.has('externalIds') ? input.texts('externalIds').map((id) => id.trim()) : [],
    currency: input.optionalText('currency', currencyPattern) ?? 'USD',
    creditLimit: input.decimal('creditLimit', moneyRule),
    openBalance: input.has('openBalance') ? input.decimal('openBalance', moneyRule) : 0,
    creditStatus: input.has('creditStatus') ? input.choice('creditStatus', ['open', 'hold']) : 'open',
  };
}

/** The customer record as the ERP answers it, money in currency units. */
export function showCustomer(customer: Customer): JsonObject {
  return {
    ...customer,
    creditLimit: formatDecimal(customer.creditLimit, moneyPlaces),
    openBalance: formatDecimal(customer.openBalance, moneyPlaces),
  };
}
