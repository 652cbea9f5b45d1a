import type { SaxesAttributeNS, SaxesTag } from 'saxes';

import type { XmlParseOptions } from './options.ts';

/** Chooses the names that elements and attributes have in the data. */
export interface NameReader {
  /** Whether namespaces have to be resolved for it, which takes time. */
  resolves: boolean;
  element(tag: SaxesTag): string;
  /**
   * @param beside All attributes of the element
   * @returns undefined for an attribute that is left out
   */
  attribute(
    name: string,
    attribute: string | SaxesAttributeNS,
    beside: SaxesTag['attributes'],
  ): string | undefined;
}

export function nameReader({ namespaces, prefixes = {} }: XmlParseOptions): NameReader {
  switch (namespaces) {
    case 'strip':
      return stripped;
    case 'map':
      return mapped(new Map(Object.entries(prefixes)));
    default:
      return asWritten;
  }
}

const asWritten: NameReader = {
  resolves: false,
  element: ({ name }) => name,
  attribute: (name) => name,
};

const stripped: NameReader = {
  resolves: false,
  element: ({ name }) => localName(name),
  attribute(name, _, beside) {
    if (isDeclaration(name)) return undefined;
    const local = localName(name);
    // Beside an attribute `type`, `xsi:type` keeps its prefix: one would replace the other.
    return local !== name && Object.hasOwn(beside, local) ? name : local;
  },
};

function mapped(prefixes: ReadonlyMap<string, string>): NameReader {
  const nameIn = (uri: string, local: string, name: string): string => {
    const prefix = uri === '' ? '' : prefixes.get(uri);
    if (prefix === undefined) return name;
    return prefix === '' ? local : `${prefix}:${local}`;
  };
  return {
    resolves: true,
    element: ({ name, uri = '', local = name }) => nameIn(uri, local, name),
    attribute(name, attribute) {
      if (isDeclaration(name)) return undefined;
      return typeof attribute === 'string' ? name : nameIn(attribute.uri, attribute.local, name);
    },
  };
}

function isDeclaration(attribute: string): boolean {
  return attribute === 'xmlns' || attribute.startsWith('xmlns:');
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
