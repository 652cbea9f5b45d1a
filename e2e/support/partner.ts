import type { Page } from '@playwright/test';
import { Api } from './api.ts';
import { purchaseOrder, type Line } from './orders.ts';

/** A partner with a key of its own, who sends purchase orders to the demo's flow. */
export class Partner {
  readonly #url: string;
  readonly #key: string;

  private constructor(url: string, key: string) {
    this.#url = url;
    this.#key = key;
  }

  /** @param page of somebody who may create keys */
  static async of(page: Page, url: string): Promise<Partner> {
    return new Partner(url, await new Api(page).createKey('Northgate', ['intake']));
  }

  /** Sends an order. @returns the id of its run */
  async order(orderNumber: string, lines: readonly Line[]): Promise<string> {
    const response = await fetch(`${this.#url}/in/development/purchase-orders`, {
      method: 'POST',
      headers: { 'X-API-Key': this.#key, 'Content-Type': 'application/edi-x12' },
      body: purchaseOrder(orderNumber, lines),
    });
    if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
    return ((await response.json()) as { runId: string }).runId;
  }
}
