import { formatDecimal, moneyPlaces } from '../company/decimal.ts';
import { showPrice, showQuantity } from '../master-data/item-record.ts';
import type { JsonObject, SalesOrder, SalesOrderLine } from '../company/model.ts';

/** A sales order as the ERP answers it, money and quantities as decimal numbers. */
export function showOrder({ id, total, lines, ...order }: SalesOrder): JsonObject {
  return {
    salesOrder: id,
    ...order,
    status: 'booked',
    total: formatDecimal(total, moneyPlaces),
    lines: lines.map(showLine),
  };
}

function showLine(line: SalesOrderLine): JsonObject {
  return {
    ...line,
    quantity: showQuantity(line.quantity),
    price: showPrice(line.price),
    amount: formatDecimal(line.amount, moneyPlaces),
    allocations: line.allocations.map(({ warehouse, quantity }) => ({
      warehouse,
      quantity: showQuantity(quantity),
    })),
    backordered: showQuantity(line.backordered),
  };
}
