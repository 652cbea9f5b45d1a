import type { LookupKeyCell } from '@crossdock/flow-schema';

/** A key cell for people; a range as `10 … 100`. */
export function keyCellText(cell: LookupKeyCell | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'object') return String(cell);
  if (cell.from === undefined && cell.to === undefined) return 'any';
  return `${cell.from ?? ''} … ${cell.to ?? ''}`.trim();
}

export function valueText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A key that was asked for: the value, or of several columns `item NG-1, qty 5`. */
export function askedKeyText(key: unknown): string {
  if (typeof key !== 'object' || key === null) return String(key);
  return Object.entries(key)
    .map(([name, part]) => `${name} ${valueText(part)}`)
    .join(', ');
}
