import type { CompanyView } from '../company/company.ts';
import { availableAt, creditPosition } from '../company/company-queries.ts';
import { extendPrice, formatDecimal, moneyPlaces, spellMoney } from '../company/decimal.ts';
import type { Cents, Thousandths } from '../company/decimal.ts';
import { allocationKey } from '../company/company-state.ts';
import type { Allocation, Customer, Item, SalesOrder, SalesOrderLine } from '../company/model.ts';
import { moneyRule } from '../http/field-rules.ts';
import { invalidFields, Problem } from '../http/problem.ts';
import { showCredit } from './credit-check.ts';
import type { OrderRequest } from './order-request.ts';
import { requireCustomer } from './require-customer.ts';
import { resolveLines, type ResolvedLine } from './resolve-lines.ts';

const firstOrderNumber = 100_001;

/**
 * Turns a request into the order that would be booked now; changes nothing.
 * @throws Problem 422 for what the master data does not know, 409 for what finance does not allow
 */
export function bookOrder(view: CompanyView, request: OrderRequest): SalesOrder {
  const customer = requireCustomer(view, request.customer, request.currency);
  const lines = allocateLines(view, resolveLines(view, customer, request.lines));
  const total = orderTotal(lines);
  requireCredit(view, customer, total);
  const { orderNumber, requestedDate, shipTo } = request;
  return {
    id: `SO-${firstOrderNumber + view.salesOrders.size}`,
    orderNumber,
    customer: customer.id,
    currency: customer.currency,
    ...(requestedDate === undefined ? {} : { requestedDate }),
    ...(shipTo === undefined ? {} : { shipTo }),
    bookedAt: new Date().toISOString(),
    total,
    lines,
  };
}

function requireCredit(view: CompanyView, customer: Customer, total: Cents): void {
  const position = creditPosition(view, customer);
  const extensions = {
    customer: customer.id,
    required: formatDecimal(total, moneyPlaces),
    ...showCredit(position),
  };
  if (customer.creditStatus === 'hold') {
    const detail = `Customer ${customer.id} (${customer.name}) is on credit hold`;
    throw new Problem(409, 'credit_hold', detail, { extensions });
  }
  if (total > position.limit - position.used) {
    const available = spellMoney(position.available);
    const detail = `The order of ${spellMoney(total)} ${customer.currency} exceeds the ${available} that customer ${customer.id} (${customer.name}) has left of its credit`;
    throw new Problem(409, 'credit_exceeded', detail, { extensions });
  }
}

function orderTotal(lines: readonly SalesOrderLine[]): Cents {
  const total = lines.reduce((sum, line) => sum + BigInt(line.amount), 0n);
  if (total > BigInt(moneyRule.max)) {
    throw invalidFields([
      { path: 'lines', message: `must not add up to more than ${spellMoney(moneyRule.max)}` },
    ]);
  }
  return Number(total);
}

/** Lines are served in their order; two lines of one item share what is there. */
function allocateLines(view: CompanyView, lines: readonly ResolvedLine[]): SalesOrderLine[] {
  const taken = new Map<string, Thousandths>();
  return lines.map(({ request, item, unit, factor }) => {
    const allocations = allocate(view, { item, wanted: request.quantity * factor, taken });
    const promised = allocations.reduce((sum, { quantity }) => sum + quantity, 0);
    return {
      lineNumber: request.lineNumber,
      item: item.number,
      ...(request.item === item.number ? {} : { customerItem: request.item }),
      description: request.description ?? item.description,
      quantity: request.quantity,
      unit,
      price: request.price,
      amount: Number(extendPrice(request.quantity, request.price)),
      allocations,
      backordered: request.quantity * factor - promised,
    };
  });
}

interface Want {
  item: Item;
  /** Base units. */
  wanted: Thousandths;
  /** What earlier lines of this order took, by `allocationKey`. */
  taken: Map<string, Thousandths>;
}

function allocate(view: CompanyView, { item, wanted, taken }: Want): Allocation[] {
  const allocations: Allocation[] = [];
  let missing = wanted;
  for (const warehouse of Object.keys(item.stock)) {
    const key = allocationKey(item.number, warehouse);
    const alreadyTaken = taken.get(key) ?? 0;
    const quantity = Math.min(missing, availableAt(view, item, warehouse) - alreadyTaken);
    if (quantity <= 0) continue;
    allocations.push({ warehouse, quantity });
    taken.set(key, alreadyTaken + quantity);
    missing -= quantity;
  }
  return allocations;
}
