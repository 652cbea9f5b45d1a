/** A value as text to edit; empty for none. */
export const toJsonText = (value: unknown): string =>
  value === undefined ? '' : JSON.stringify(value, null, 2);
