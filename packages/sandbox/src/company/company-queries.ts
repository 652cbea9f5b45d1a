import { allocationKey, type CompanyState } from './company-state.ts';
import type { Cents, Thousandths } from './decimal.ts';
import type { Customer, Item } from './model.ts';

/** Finds an account by our id or by what others call it; EDI pads its ids, so blanks at the ends do not count. */
export function findCustomer(state: CompanyState, idOrExternalId: string): Customer | undefined {
  const wanted = idOrExternalId.trim().toUpperCase();
  return state.customers.get(wanted) ?? state.customers.get(state.customersByExternalId.get(wanted) ?? '');
}

/** Finds an item by our number, else by the number under which this customer knows it. */
export function findItem(state: CompanyState, number: string, customer?: Customer): Item | undefined {
  const wanted = number.trim();
  const own = state.items.get(wanted);
  if (own !== undefined || customer === undefined) return own;
  for (const item of state.items.values()) {
    const known = item.crossReferences.some(
      (reference) => reference.customer === customer.id && reference.partNumber === wanted,
    );
    if (known) return item;
  }
  return undefined;
}

export interface CreditPosition {
  limit: Cents;
  used: Cents;
  /** Never below zero: an account over its limit has nothing left, not less than nothing. */
  available: Cents;
}

/** Credit used is the open balance plus everything booked. */
export function creditPosition(state: CompanyState, customer: Customer): CreditPosition {
  const used = customer.openBalance + (state.creditUsed.get(customer.id) ?? 0);
  return { limit: customer.creditLimit, used, available: Math.max(0, customer.creditLimit - used) };
}

/** Available to promise in one warehouse, in base units: on hand less what is promised already. */
export function availableAt(state: CompanyState, item: Item, warehouse: string): Thousandths {
  const promised = state.allocated.get(allocationKey(item.number, warehouse)) ?? 0;
  return Math.max(0, (item.stock[warehouse] ?? 0) - promised);
}

/** Available to promise over all warehouses, in base units. */
export function availableToPromise(state: CompanyState, item: Item): Thousandths {
  return Object.keys(item.stock).reduce((sum, warehouse) => sum + availableAt(state, item, warehouse), 0);
}

/** How many base units one selling unit holds; undefined when the item is not sold by it. */
export function unitFactor(item: Item, unit: string): number | undefined {
  if (unit === item.unit) return 1;
  return Object.hasOwn(item.units, unit) ? item.units[unit] : undefined;
}
