/** Builds interchanges for tests, with right counts unless a test wants them wrong. */
export interface EdifactParts {
  una?: string;
  unb?: string;
  body?: readonly string[];
  unt?: string;
  unz?: string;
  between?: string;
}

export const smallOrder = [
  "BGM+220+4711+9'",
  "DTM+137:20261104:102'",
  "NAD+BY+1::9'",
  "LIN+1'",
  "QTY+21:5'",
  "UNS+S'",
] as const;

export function edifact(parts: EdifactParts = {}): string {
  const body = parts.body ?? smallOrder;
  return [
    parts.una ?? '',
    parts.unb ?? "UNB+UNOA:3+BUYER:14+SELLER:14+261104:0915+7'",
    "UNH+1+ORDERS:D:96A:UN'",
    ...body,
    parts.unt ?? `UNT+${body.length + 2}+1'`,
    parts.unz ?? "UNZ+1+7'",
  ]
    .filter((segment) => segment !== '')
    .join(parts.between ?? '\n');
}
