/** A transaction or message as maps make it, without an envelope: `{ type: "850", data }`. */
export interface Unenclosed {
  type: string;
}

/** The transactions or messages of a document that has no envelope; undefined for one that has, or is none. */
export function unenclosedIn(document: unknown): readonly Unenclosed[] | undefined {
  const items: readonly unknown[] = Array.isArray(document) ? document : [document];
  return items.every(isUnenclosed) ? items : undefined;
}

function isUnenclosed(value: unknown): value is Unenclosed {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
