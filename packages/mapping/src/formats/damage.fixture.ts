import fc from 'fast-check';

export type Edit = { at: number; kind: 'replace' | 'insert' | 'delete' | 'cut'; byte: number };

/** A few edits of a document of that many bytes. */
export function damage(length: number): fc.Arbitrary<Edit[]> {
  const edit = fc.record({
    at: fc.nat(length - 1),
    kind: fc.constantFrom('replace' as const, 'insert' as const, 'delete' as const, 'cut' as const),
    byte: fc.oneof(
      fc.nat(255),
      fc.constantFrom(...Array.from(`*~>|\n\r",;{}[]\\<&/='+:?`, (char) => char.charCodeAt(0))),
    ),
  });
  return fc.array(edit, { minLength: 1, maxLength: 4 });
}

export function applyDamage(bytes: Uint8Array, edits: Edit[]): Uint8Array {
  const result = [...bytes];
  for (const { at, kind, byte } of edits) {
    if (kind === 'replace') result[at] = byte;
    else if (kind === 'insert') result.splice(at, 0, byte);
    else if (kind === 'delete') result.splice(at, 1);
    else result.length = Math.min(result.length, at);
  }
  return Uint8Array.from(result.map((value) => value ?? 0));
}
