import type { Cents, Thousandths } from './decimal.ts';
import type { CompanyEvent, Customer, Item, SalesOrder, Shipment, StoredResult, WebOrder } from './model.ts';
import { OrderLedger } from './order-ledger.ts';

/** What the company knows, with the indexes its services ask by. Only `applyEvent` changes it. */
export interface CompanyState {
  customers: Map<string, Customer>;
  /** Customer id by external id, upper case. */
  customersByExternalId: Map<string, string>;
  items: Map<string, Item>;
  salesOrders: Map<string, SalesOrder>;
  salesOrdersByNumber: Map<string, SalesOrder[]>;
  creditUsed: Map<string, Cents>;
  /** Promised to orders, by `allocationKey`. */
  allocated: Map<string, Thousandths>;
  webOrders: Map<string, WebOrder>;
  shipments: Map<string, Shipment>;
  shipmentsByTracking: Map<string, string>;
  results: Map<string, StoredResult>;
  ledger: OrderLedger;
}

export function emptyState(): CompanyState {
  return {
    customers: new Map(),
    customersByExternalId: new Map(),
    items: new Map(),
    salesOrders: new Map(),
    salesOrdersByNumber: new Map(),
    creditUsed: new Map(),
    allocated: new Map(),
    webOrders: new Map(),
    shipments: new Map(),
    shipmentsByTracking: new Map(),
    results: new Map(),
    ledger: new OrderLedger(),
  };
}

/** JSON spelling keeps two parts apart whatever characters they hold. */
export const allocationKey = (item: string, warehouse: string): string => JSON.stringify([item, warehouse]);
export const resultKey = (service: string, key: string): string => JSON.stringify([service, key]);

/** The one place where state changes; the same events in the same order give the same company. */
export function applyEvent(state: CompanyState, event: CompanyEvent): void {
  switch (event.type) {
    case 'customer-saved':
      return saveCustomer(state, event.customer);
    case 'item-saved':
      state.items.set(event.item.number, event.item);
      return;
    case 'order-booked':
      return bookOrder(state, event.order);
    case 'order-requested':
      return state.ledger.record(event.outcome, event.orderNumber);
    case 'web-order-saved':
      state.webOrders.set(event.webOrder.id, event.webOrder);
      return;
    case 'shipment-saved':
      state.shipments.set(event.shipment.id, event.shipment);
      state.shipmentsByTracking.set(event.shipment.trackingNumber, event.shipment.id);
      return;
    case 'result-stored':
      state.results.set(resultKey(event.result.service, event.result.key), event.result);
      return;
    default:
      return event satisfies never;
  }
}

function saveCustomer(state: CompanyState, customer: Customer): void {
  const previous = state.customers.get(customer.id);
  for (const externalId of previous?.externalIds ?? []) {
    state.customersByExternalId.delete(externalId.toUpperCase());
  }
  state.customers.set(customer.id, customer);
  for (const externalId of customer.externalIds) {
    state.customersByExternalId.set(externalId.toUpperCase(), customer.id);
  }
}

function bookOrder(state: CompanyState, order: SalesOrder): void {
  state.salesOrders.set(order.id, order);
  const sameNumber = state.salesOrdersByNumber.get(order.orderNumber) ?? [];
  state.salesOrdersByNumber.set(order.orderNumber, [...sameNumber, order]);
  state.creditUsed.set(order.customer, (state.creditUsed.get(order.customer) ?? 0) + order.total);
  for (const line of order.lines) {
    for (const { warehouse, quantity } of line.allocations) {
      const key = allocationKey(line.item, warehouse);
      state.allocated.set(key, (state.allocated.get(key) ?? 0) + quantity);
    }
  }
}
