import type { Cents, PriceUnits, Thousandths } from './decimal.ts';

/** A sold-to account. `externalIds` are what others call it: DUNS numbers, EDI ids, portal accounts. */
export interface Customer {
  id: string;
  name: string;
  externalIds: string[];
  /** ISO 4217; an account trades in exactly one currency. */
  currency: string;
  creditLimit: Cents;
  /** What is owed from before the sandbox's own orders. */
  openBalance: Cents;
  /** `hold`: finance lets nothing be booked, whatever the limit. */
  creditStatus: 'open' | 'hold';
}

/** A customer's own number for one of our items. */
export interface CrossReference {
  customer: string;
  partNumber: string;
}

export interface Item {
  number: string;
  description: string;
  /** Base unit, UN/ECE Rec 20 code: stock and list price are per this unit. */
  unit: string;
  /** Other selling units and how many base units each holds. */
  units: Record<string, number>;
  listPrice: PriceUnits;
  weight: Thousandths;
  status: 'active' | 'discontinued';
  replacedBy?: string;
  /** On hand per warehouse code, in base units. */
  stock: Record<string, Thousandths>;
  crossReferences: CrossReference[];
}

export interface Address {
  name?: string;
  street?: string;
  street2?: string;
  city?: string;
  region?: string;
  postalCode?: string;
  /** ISO 3166 alpha-2. */
  country?: string;
}

/** Stock promised to an order line, in base units. */
export interface Allocation {
  warehouse: string;
  quantity: Thousandths;
}

export interface SalesOrderLine {
  lineNumber: number;
  item: string;
  /** The number the customer used, when it was not ours. */
  customerItem?: string;
  description: string;
  quantity: Thousandths;
  unit: string;
  price: PriceUnits;
  amount: Cents;
  allocations: Allocation[];
  /** What no warehouse had, in base units. */
  backordered: Thousandths;
}

export interface SalesOrder {
  id: string;
  orderNumber: string;
  customer: string;
  currency: string;
  requestedDate?: string;
  shipTo?: Address;
  bookedAt: string;
  total: Cents;
  lines: SalesOrderLine[];
}

export const webOrderStatuses = [
  'placed',
  'accepted',
  'on-hold',
  'shipped',
  'delivered',
  'cancelled',
] as const;
export type WebOrderStatus = (typeof webOrderStatuses)[number];

export interface WebOrderLine {
  lineNumber: number;
  item: string;
  description: string;
  quantity: Thousandths;
  unit: string;
  price: PriceUnits;
  amount: Cents;
}

export interface StatusChange {
  status: WebOrderStatus;
  at: string;
  note?: string;
}

export interface WebOrder {
  id: string;
  orderNumber: string;
  customer?: string;
  email: string;
  currency: string;
  placedAt: string;
  total: Cents;
  shipTo?: Address;
  trackingNumber?: string;
  lines: WebOrderLine[];
  history: StatusChange[];
}

export const milestoneNames = [
  'tendered',
  'picked_up',
  'in_transit',
  'out_for_delivery',
  'delivered',
  'exception',
] as const;
export type MilestoneName = (typeof milestoneNames)[number];

export interface Milestone {
  milestone: MilestoneName;
  occurredAt: string;
  location?: string;
  note?: string;
}

export interface Shipment {
  id: string;
  reference: string;
  trackingNumber: string;
  service: string;
  shipTo: Address;
  weight: Thousandths;
  parcels: number;
  charge: Cents;
  currency: string;
  milestones: Milestone[];
}

export type JsonObject = Record<string, unknown>;

/** The first successful answer to a keyed request, kept to be given again. */
export interface StoredResult {
  service: string;
  key: string;
  fingerprint: string;
  status: number;
  body: JsonObject;
}

export type OrderRequestOutcome = 'booked' | 'replayed' | 'refused';

/** Everything that changes the company. What is committed together is written together. */
export type CompanyEvent =
  | { type: 'customer-saved'; customer: Customer }
  | { type: 'item-saved'; item: Item }
  | { type: 'order-booked'; order: SalesOrder }
  | { type: 'order-requested'; orderNumber?: string; outcome: OrderRequestOutcome }
  | { type: 'web-order-saved'; webOrder: WebOrder }
  | { type: 'shipment-saved'; shipment: Shipment }
  | { type: 'result-stored'; result: StoredResult };
