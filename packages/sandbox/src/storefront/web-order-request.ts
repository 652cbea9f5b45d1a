import type { CompanyView } from '../company/company.ts';
import { availableToPromise, findCustomer, findItem } from '../company/company-queries.ts';
import { extendPrice, spellMoney, type Thousandths } from '../company/decimal.ts';
import type { Address, Item, WebOrder, WebOrderLine } from '../company/model.ts';
import { moneyRule, quantityRule } from '../http/field-rules.ts';
import { Input, readAddress } from '../http/input.ts';
import { invalidFields, Problem } from '../http/problem.ts';
import { showQuantity } from '../master-data/item-record.ts';

const firstWebOrderNumber = 500_001;
const maxCartLines = 200;
const emailPattern = { matches: /^[^\s@]+@[^\s@]+$/, says: 'must be an e-mail address' };

interface CartLine {
  item: string;
  quantity: Thousandths;
}

interface Cart {
  email: string;
  customer?: string;
  shipTo?: Address;
  lines: CartLine[];
}

function readCart(body: unknown): Cart {
  const input = Input.of(body);
  const customer = input.optionalText('customer');
  const cart: Cart = {
    email: input.text('email', emailPattern),
    ...(customer === undefined ? {} : { customer }),
    ...(input.has('shipTo') ? { shipTo: readAddress(input.object('shipTo')) } : {}),
    lines: input
      .objects('lines', { min: 1, max: maxCartLines })
      .map((line) => ({ item: line.text('item'), quantity: line.decimal('quantity', quantityRule) })),
  };
  input.check();
  return cart;
}

/**
 * Turns a cart into the web order it would be now, at list price in base units; changes nothing. A shopper
 * cannot buy what is not there, whereas the ERP backorders what a contract customer wants.
 * @throws Problem 400 for a malformed body, 422 for unknown items or accounts, 409 for short stock
 */
export function placeWebOrder(view: CompanyView, body: unknown): WebOrder {
  const cart = readCart(body);
  const customer = cart.customer === undefined ? undefined : findCustomer(view, cart.customer);
  if (cart.customer !== undefined && customer === undefined) {
    throw new Problem(422, 'unknown_customer', `Account ${cart.customer} is not known to the shop`);
  }
  const lines = priceLines(view, cart.lines);
  const total = lines.reduce((sum, line) => sum + line.amount, 0);
  if (total > moneyRule.max) {
    throw invalidFields([
      { path: 'lines', message: `must not add up to more than ${spellMoney(moneyRule.max)}` },
    ]);
  }
  const placedAt = new Date().toISOString();
  const id = `WEB-${firstWebOrderNumber + view.webOrders.size}`;
  return {
    id,
    orderNumber: id,
    ...(customer === undefined ? {} : { customer: customer.id }),
    email: cart.email,
    currency: 'USD',
    placedAt,
    total,
    ...(cart.shipTo === undefined ? {} : { shipTo: cart.shipTo }),
    lines,
    history: [{ status: 'placed', at: placedAt }],
  };
}

function priceLines(view: CompanyView, lines: readonly CartLine[]): WebOrderLine[] {
  const wanted = new Map<string, Thousandths>();
  return lines.map((line, index) => {
    const item = requireSaleable(view, line.item);
    const sum = (wanted.get(item.number) ?? 0) + line.quantity;
    wanted.set(item.number, sum);
    requireStock(view, item, sum);
    return {
      lineNumber: index + 1,
      item: item.number,
      description: item.description,
      quantity: line.quantity,
      unit: item.unit,
      price: item.listPrice,
      amount: Number(extendPrice(line.quantity, item.listPrice)),
    };
  });
}

function requireSaleable(view: CompanyView, number: string): Item {
  const item = findItem(view, number);
  if (item !== undefined && item.status === 'active') return item;
  throw new Problem(422, 'unknown_item', `Item ${number} is not in the catalogue`, {
    extensions: { item: number },
  });
}

function requireStock(view: CompanyView, item: Item, wanted: Thousandths): void {
  const available = availableToPromise(view, item);
  if (wanted <= available) return;
  const detail = `Only ${showQuantity(available)} ${item.unit} of item ${item.number} can be promised`;
  const extensions = { item: item.number, available: showQuantity(available), wanted: showQuantity(wanted) };
  throw new Problem(409, 'insufficient_stock', detail, { extensions });
}
