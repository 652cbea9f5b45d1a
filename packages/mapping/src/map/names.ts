/** Splits where words meet in camelCase, PascalCase, acronyms, snake_case, kebab-case and plain text. */
const WORD = /\p{Lu}+(?![\p{Ll}])|\p{Lu}?\p{Ll}+|\p{Lo}+|\d+/gu;

/**
 * The words of a field's name in lower case: `buyersItemId` is `buyers item id`, `UNIT_PRICE` `unit price`,
 * `PO1-02` `po 1 02`, `shipToGLN` `ship to gln`.
 */
export function nameTokens(name: string): string[] {
  return (name.match(WORD) ?? []).map((word) => word.toLowerCase());
}
