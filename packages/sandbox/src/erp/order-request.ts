import type { PriceUnits, Thousandths } from '../company/decimal.ts';
import type { Address } from '../company/model.ts';
import { currencyPattern, priceRule, quantityRule } from '../http/field-rules.ts';
import { Input, readAddress } from '../http/input.ts';

export interface OrderRequestLine {
  lineNumber: number;
  item: string;
  quantity: Thousandths;
  unit?: string;
  price: PriceUnits;
  description?: string;
}

/** A sales order as it was asked for: well-formed, but not yet held against the master data. */
export interface OrderRequest {
  orderNumber: string;
  customer: string;
  currency?: string;
  requestedDate?: string;
  shipTo?: Address;
  lines: OrderRequestLine[];
}

const maxLines = 2000;
const lineNumberRule = { places: 0, min: 1, max: 999_999 };

/**
 * Reads the body of `POST /erp/sales-orders`. Fields the ERP does not know are ignored.
 * @throws Problem 400 naming every field at fault
 */
export function readOrderRequest(body: unknown): OrderRequest {
  const input = Input.of(body);
  const currency = input.optionalText('currency', currencyPattern);
  const requestedDate = input.optionalDate('requestedDate');
  const order: OrderRequest = {
    orderNumber: input.text('orderNumber'),
    customer: input.text('customer'),
    ...(currency === undefined ? {} : { currency }),
    ...(requestedDate === undefined ? {} : { requestedDate }),
    ...(input.has('shipTo') ? { shipTo: readAddress(input.object('shipTo')) } : {}),
    lines: input.objects('lines', { min: 1, max: maxLines }).map(readLine),
  };
  noteRepeatedLineNumbers(input, order.lines);
  input.check();
  return order;
}

function readLine(input: Input, index: number): OrderRequestLine {
  const unit = input.optionalText('unit');
  const description = input.optionalText('description');
  return {
    lineNumber: input.has('lineNumber') ? input.decimal('lineNumber', lineNumberRule) : index + 1,
    item: input.text('item'),
    quantity: input.decimal('quantity', quantityRule),
    ...(unit === undefined ? {} : { unit }),
    price: input.decimal('price', priceRule),
    ...(description === undefined ? {} : { description }),
  };
}

function noteRepeatedLineNumbers(input: Input, lines: readonly OrderRequestLine[]): void {
  const seen = new Set<number>();
  lines.forEach(({ lineNumber }, index) => {
    if (seen.has(lineNumber)) input.fault(`lines[${index}].lineNumber`, `repeats line number ${lineNumber}`);
    seen.add(lineNumber);
  });
}
