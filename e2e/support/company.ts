export interface SalesOrder {
  salesOrder: string;
  orderNumber: string;
  total: number;
  lines: { item: string; quantity: number; price: number }[];
}

export interface Ledger {
  salesOrders: number;
  requests: number;
  byOrderNumber: Record<string, { bookings: number; requests: number }>;
}

const erpCredentials = `Basic ${Buffer.from('crossdock:sandbox-erp').toString('base64')}`;

/** The sandbox company as its own staff see it: what is booked, and what is broken on purpose. */
export class Company {
  readonly #url: string;

  /** @param url where the sandbox company listens */
  constructor(url: string) {
    this.#url = url;
  }

  get erpUrl(): string {
    return `${this.#url}/erp`;
  }

  async ordersOf(orderNumber: string): Promise<SalesOrder[]> {
    const response = await fetch(
      `${this.erpUrl}/sales-orders?orderNumber=${encodeURIComponent(orderNumber)}`,
      {
        headers: { Authorization: erpCredentials },
      },
    );
    return ((await response.json()) as { items: SalesOrder[] }).items;
  }

  async ledger(): Promise<Ledger> {
    return (await (await fetch(`${this.#url}/control/ledger`)).json()) as Ledger;
  }

  /** Breaks the ERP, or mends it with `{ mode: 'none' }`. */
  async breakErp(fault: Record<string, unknown>): Promise<void> {
    await this.#control('faults/erp', 'PUT', fault);
  }

  /** Has the ERP know an item that it didn't. */
  async addItem(number: string): Promise<void> {
    const item = { number, description: `Item ${number}`, listPrice: 10 };
    await this.#control('items', 'POST', item);
  }

  async #control(path: string, method: string, body: unknown): Promise<void> {
    const response = await fetch(`${this.#url}/control/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }
}
