import { Type } from 'typebox';
import type { Static } from 'typebox';

import { encodings } from '../decoding.ts';
import { writtenEncodings } from '../encoding.ts';
import { elementPathSyntax } from './element-paths.ts';
import { profileNames } from '../profiles/names.ts';

const path = Type.String({ pattern: elementPathSyntax });

const profile = Type.Optional(
  Type.Enum([...profileNames], {
    title: 'Profile',
    description:
      'Document type whose data has names of the trade and lists that are always lists. Left out: the elements as they are.',
  }),
);

export const xmlParseOptions = Type.Object(
  {
    profile,
    records: Type.Optional(
      Type.String({
        title: 'Records',
        description:
          'Path of the elements that are wanted as a list, such as "Orders/Order", "*/Item" or "//Line" for any depth. With a profile: the name of its list, such as "lines".',
        pattern: elementPathSyntax,
      }),
    ),
    lists: Type.Optional(
      Type.Array(path, {
        title: 'Lists',
        description:
          'Paths of elements that are always lists, also where there is one only. Other elements become lists when they are repeated.',
      }),
    ),
    ordered: Type.Optional(
      Type.Array(path, {
        title: 'Ordered content',
        description:
          'Paths of elements whose content is kept in order, as a list called #content: for text mixed with elements.',
      }),
    ),
    namespaces: Type.Optional(
      Type.Enum(['keep', 'strip', 'map'], {
        title: 'Namespaces',
        description:
          'Whether names keep the prefixes that the sender chose, lose them, or get those of the option "Prefixes".',
        default: 'keep',
      }),
    ),
    prefixes: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        title: 'Prefixes',
        description: 'With "map": the prefix of each namespace address; empty for none.',
      }),
    ),
    trim: Type.Optional(
      Type.Boolean({
        title: 'Trim text',
        description: 'Removes blanks and line breaks around the text of elements.',
        default: true,
      }),
    ),
    encoding: Type.Optional(
      Type.Enum([...encodings], {
        title: 'Character set',
        description:
          '"auto" reads what the document declares, else UTF-8, and Windows-1252 when the bytes are not UTF-8.',
        default: 'auto',
      }),
    ),
    strict: Type.Optional(
      Type.Boolean({
        title: 'Strict',
        description: 'Refuses what a profile does not know, and other oddities that are else warnings.',
        default: false,
      }),
    ),
  },
  { additionalProperties: false },
);
export type XmlParseOptions = Static<typeof xmlParseOptions>;

export const xmlSerializeOptions = Type.Object(
  {
    profile,
    records: Type.Optional(
      Type.String({
        title: 'Records',
        description:
          'Path of the elements that the records of a list become, such as "Orders/Order": the root, what is between, and the record.',
        pattern: elementPathSyntax,
      }),
    ),
    rootAttributes: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        title: 'Attributes of the root',
        description: 'Such as xmlns; added to those that the data has.',
      }),
    ),
    indent: Type.Optional(
      Type.Integer({
        title: 'Indentation',
        description: 'Spaces per level; 0 writes everything on one line.',
        minimum: 0,
        maximum: 10,
        default: 2,
      }),
    ),
    declaration: Type.Optional(
      Type.Boolean({
        title: 'XML declaration',
        description: 'Begins with the version of XML and the character set.',
        default: true,
      }),
    ),
    doctype: Type.Optional(
      Type.String({
        title: 'Document type',
        description:
          'Address of the document type definition that the document names; some receivers ask for it.',
        pattern: '^[^"<>\\s]+$',
      }),
    ),
    emptyElements: Type.Optional(
      Type.Enum(['short', 'pair'], {
        title: 'Empty elements',
        description: 'As one tag, or as a pair of tags.',
        default: 'short',
      }),
    ),
    encoding: Type.Optional(
      Type.Enum([...writtenEncodings], {
        title: 'Character set',
        description: 'Of the document. Other than UTF-8, the result is bytes.',
        default: 'utf-8',
      }),
    ),
  },
  { additionalProperties: false },
);
export type XmlSerializeOptions = Static<typeof xmlSerializeOptions>;
