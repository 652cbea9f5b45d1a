import { Type } from 'typebox';

/** Options of reading that both standards have. */
export const namingOptions = {
  strict: Type.Optional(
    Type.Boolean({
      title: 'Strict',
      description:
        'Refuses documents with wrong counts or control numbers, unknown, missing or disordered segments, or values that are not of their type; else these are warnings.',
      default: false,
    }),
  ),
  named: Type.Optional(
    Type.Boolean({
      title: 'Named loops and elements',
      description: 'Adds the data of each transaction or message under names, where there is a guide for it.',
      default: true,
    }),
  ),
  records: Type.Optional(
    Type.String({
      title: 'Records',
      description:
        'Name of a list in the named data, such as "lines": its items are read one by one, each in its transaction with all that came before the list. For documents with a single huge transaction.',
      pattern: '^[a-z][A-Za-z0-9]*$',
    }),
  ),
  codeMeanings: Type.Optional(
    Type.Boolean({
      title: 'Meanings of codes',
      description: 'Adds what a code means beside it, such as roleMeaning "Ship to" beside role "ST".',
      default: true,
    }),
  ),
};
