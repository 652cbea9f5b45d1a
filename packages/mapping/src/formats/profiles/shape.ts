/** How the text of an element or attribute is checked; it stays text, so that no digit is lost. */
export type TextKind = 'text' | 'decimal' | 'date';

/** The name in the data alone, for text, or with what it is. */
export type Field = string | readonly [name: string, kind: TextKind | Shape];

/**
 * What an element consists of, in the order that the standard's schema asks for. Keys are `@attribute`, `#text`,
 * or a path of elements, `cac:Party/cac:PartyName/cbc:Name`, whose wrappers the data does without. `[]` behind the
 * element that may be repeated makes a list: `cac:OrderLine[]`, `cac:PartyIdentification[]/cbc:ID`.
 */
export interface Shape {
  readonly [path: string]: Field;
}

/** A document type: how its XML becomes data under names of the trade, and XML again. Data only. */
export interface Profile {
  /** Name of the root element. */
  root: string;
  /** Prefixes by namespace address; empty for names without one. */
  prefixes: Readonly<Record<string, string>>;
  /** Address of the document type definition, where the standard asks for one. */
  doctype?: string;
  /** Attributes that say nothing an application needs, left out in silence. */
  ignored: readonly string[];
  shape: Shape;
}
