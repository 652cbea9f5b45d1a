import type { CompanyView } from '../company/company.ts';
import { findCustomer } from '../company/company-queries.ts';
import type { Customer } from '../company/model.ts';
import { Problem } from '../http/problem.ts';

/** @throws Problem 422 when the account is unknown or does not trade in the currency */
export function requireCustomer(view: CompanyView, id: string, currency: string | undefined): Customer {
  const customer = findCustomer(view, id);
  if (customer === undefined) {
    const detail = `Customer ${id} is not in the customer master`;
    throw new Problem(422, 'unknown_customer', detail, { extensions: { customer: id } });
  }
  if (currency !== undefined && currency !== customer.currency) {
    const detail = `Customer ${customer.id} trades in ${customer.currency}, not in ${currency}`;
    throw new Problem(422, 'currency_mismatch', detail, { extensions: { customer: customer.id, currency } });
  }
  return customer;
}
