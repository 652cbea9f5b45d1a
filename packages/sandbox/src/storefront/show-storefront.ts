import type { CompanyView } from '../company/company.ts';
import { availableToPromise } from '../company/company-queries.ts';
import { formatDecimal, moneyPlaces } from '../company/decimal.ts';
import type { Item, JsonObject, WebOrder } from '../company/model.ts';
import { showPrice, showQuantity } from '../master-data/item-record.ts';
import { currentStatus } from './web-order-status.ts';

/** A catalogue entry as shoppers see it: no warehouse, no contract, what can be promised today. */
export function showCatalogueEntry(view: CompanyView, item: Item): JsonObject {
  return {
    number: item.number,
    description: item.description,
    unit: item.unit,
    price: showPrice(item.listPrice),
    currency: 'USD',
    availableToPromise: showQuantity(availableToPromise(view, item)),
  };
}

/** A web order as the storefront answers it. */
export function showWebOrder(order: WebOrder): JsonObject {
  const { id, total, lines, ...rest } = order;
  const shownLines = lines.map((line) => ({
    ...line,
    quantity: showQuantity(line.quantity),
    price: showPrice(line.price),
    amount: formatDecimal(line.amount, moneyPlaces),
  }));
  return {
    webOrder: id,
    status: currentStatus(order),
    ...rest,
    total: formatDecimal(total, moneyPlaces),
    lines: shownLines,
  };
}
