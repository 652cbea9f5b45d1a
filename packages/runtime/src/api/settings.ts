/** Settings of the API. */
export interface ApiSettings {
  /** Version of Crossdock. */
  version: string;
  /** Folder of the designer's build. */
  uiFolder: string;
  /** Proxies whose `X-Forwarded-*` headers are believed, as Express takes it: false, a count, or addresses. */
  trustProxy: boolean | number | string;
}
