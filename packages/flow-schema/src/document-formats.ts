/** Formats that documents are read from and written to; `@crossdock/mapping` has a driver for each. */
export const documentFormats = ['json', 'ndjson', 'xml', 'csv', 'fixed', 'xlsx', 'x12', 'edifact'] as const;
export type DocumentFormat = (typeof documentFormats)[number];
