import type { CompanyEvent } from '../company/model.ts';
import { Input } from '../http/input.ts';
import { readCustomer } from './customer-record.ts';
import { customers } from './customers.ts';
import { readItem } from './item-record.ts';
import { items } from './items.ts';

/** What Harbor Supply knows before its first order. */
export function masterData(): CompanyEvent[] {
  return [
    ...customers.map((record): CompanyEvent => ({
      type: 'customer-saved',
      customer: read(record, readCustomer),
    })),
    ...items.map((record): CompanyEvent => ({ type: 'item-saved', item: read(record, readItem) })),
  ];
}

function read<T>(record: unknown, reader: (input: Input) => T): T {
  const input = Input.of(record);
  const value = reader(input);
  input.check();
  return value;
}
