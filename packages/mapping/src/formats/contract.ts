import type { Static, TObject } from 'typebox';

import { checkPlain } from '../schema/plain-check.ts';
import type { DocumentInput } from './input.ts';
import type { DocumentLimits } from './limits.ts';
import { DocumentError } from './position.ts';
import type { Report } from './report.ts';

export interface ParseContext<Options> {
  options: Options;
  limits: DocumentLimits;
  report: Report;
}

export interface SerializeContext<Options> {
  options: Options;
  limits: DocumentLimits;
}

/** What a format brings: adding a format is adding one of these to the registry. */
export interface FormatDriver {
  /** Name for people. */
  title: string;
  /** JSON Schemas of the options, with titles and descriptions for forms. */
  parseOptions: object;
  serializeOptions: object;
  /** Media types in lower case, without parameters. A `+suffix` stands for every type that ends so. */
  contentTypes: readonly string[];
  /** Whether an unlabelled document looks like this format; sees the beginning of the document only. */
  recognises(beginning: string): boolean;
  /** @throws DocumentError */
  parse(input: DocumentInput, context: ParseContext<unknown>): unknown;
  /** @throws DocumentError */
  serialize(document: unknown, context: SerializeContext<unknown>): string;
}

interface FormatDefinition<P extends TObject, S extends TObject> {
  title: string;
  parseOptions: P;
  serializeOptions: S;
  contentTypes: readonly string[];
  recognises(beginning: string): boolean;
  parse(input: DocumentInput, context: ParseContext<Static<P>>): unknown;
  serialize(document: unknown, context: SerializeContext<Static<S>>): string;
}

/** Makes a driver whose options are checked against its schemas before its code sees them. */
export function defineFormat<P extends TObject, S extends TObject>(
  format: FormatDefinition<P, S>,
): FormatDriver {
  return {
    ...format,
    parse: (input, context) =>
      format.parse(input, { ...context, options: checkOptions(format.parseOptions, context.options) }),
    serialize: (document, context) =>
      format.serialize(document, {
        ...context,
        options: checkOptions(format.serializeOptions, context.options),
      }),
  };
}

function checkOptions<T extends TObject>(schema: T, options: unknown): Static<T> {
  const first = checkPlain(schema, options);
  if (first !== undefined) {
    const place = first.path === '' ? 'options' : `option ${first.path}`;
    throw new DocumentError('options.invalid', first.message, {}, place);
  }
  return options as Static<T>;
}
