/** A file name for an exported flow: "Purchase order intake" → "purchase-order-intake.flow.json". */
export function fileNameOf(name: string): string {
  return `${slugOf(name) || 'flow'}.flow.json`;
}

/** Small letters, digits and hyphens of a name, accents dropped; empty when none are left. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
}
