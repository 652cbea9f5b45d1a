/** What an expression gave, as text: as it is, numbers written out, all else as JSON; empty for nothing. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
