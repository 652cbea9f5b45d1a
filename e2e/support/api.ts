import { expect, type Page } from '@playwright/test';
import type { FlowDefinition } from '@crossdock/flow-schema';

/** The API as the signed-in person of a page may use it: to make ready what a test isn't about. */
export class Api {
  readonly #page: Page;
  #csrfToken: string | undefined;

  constructor(page: Page) {
    this.#page = page;
  }

  async get<T>(path: string): Promise<T> {
    const response = await this.#page.request.get(`/api/v1${path}`);
    expect(response.ok(), await response.text()).toBe(true);
    return (await response.json()) as T;
  }

  async post<T>(path: string, data: unknown): Promise<T> {
    this.#csrfToken ??= (await this.get<{ csrfToken: string }>('/session')).csrfToken;
    const headers = { 'X-CSRF-Token': this.#csrfToken };
    const response = await this.#page.request.post(`/api/v1${path}`, { data, headers });
    expect(response.ok(), await response.text()).toBe(true);
    return (await response.json()) as T;
  }

  /** Creates a flow as a draft. @returns its id */
  async createFlow(definition: FlowDefinition): Promise<string> {
    return (await this.post<{ id: string }>('/flows', { definition })).id;
  }

  /** The draft of a flow as the server has it. */
  async draft(id: string): Promise<FlowDefinition> {
    return (await this.get<{ definition: FlowDefinition }>(`/flows/${id}`)).definition;
  }

  /** Creates an API key that may do these things. @returns the key */
  async createKey(name: string, scopes: string[]): Promise<string> {
    return (await this.post<{ key: string }>('/api-keys', { name, scopes })).key;
  }
}
