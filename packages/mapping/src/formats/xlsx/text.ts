const escaped = /_x([0-9A-Fa-f]{4})_/g;

/** Text of a workbook with its characters escaped as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(escaped, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** What XML can't hold or would change, what would read back as an escape, and halves of characters. */
const unsafe = /(?![\t\n])[\p{Cc}\p{Cs}]|[\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/gu;

/** Text as the content or an attribute of an element. */
export function escapeText(text: string): string {
  return text
    .replace(unsafe, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
