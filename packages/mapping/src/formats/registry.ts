import { documentFormats } from '@crossdock/flow-schema';
import type { DocumentFormat } from '@crossdock/flow-schema';

import type { FormatDriver } from './contract.ts';
import { csvFormat } from './csv/driver.ts';
import { edifactFormat } from './edifact/driver.ts';
import { fixedFormat } from './fixed/driver.ts';
import { jsonFormat } from './json/driver.ts';
import { ndjsonFormat } from './ndjson/driver.ts';
import { DocumentError } from './position.ts';
import { xlsxFormat } from './xlsx/driver.ts';
import { xmlFormat } from './xml/driver.ts';
import { x12Format } from './x12/driver.ts';

export { documentFormats };
export type { DocumentFormat };

/** The drivers of all formats. Their order matters to recognition only: the most telling format first. */
const formats: Readonly<Record<DocumentFormat, FormatDriver>> = {
  x12: x12Format,
  edifact: edifactFormat,
  xlsx: xlsxFormat,
  xml: xmlFormat,
  ndjson: ndjsonFormat,
  json: jsonFormat,
  csv: csvFormat,
  fixed: fixedFormat,
};

/** @throws DocumentError `format.unknown` for a name that is no format's, whatever the types say */
export function driverOf(format: DocumentFormat): FormatDriver {
  if (!Object.hasOwn(formats, format)) {
    throw new DocumentError('format.unknown', `no format is called "${String(format)}"`);
  }
  return formats[format];
}

/** The first format whose driver fits. */
export function findFormat(fits: (driver: FormatDriver) => boolean): DocumentFormat | undefined {
  const names = Object.keys(formats) as DocumentFormat[];
  return names.find((name) => fits(formats[name]));
}

function mapFormats<T>(pick: (driver: FormatDriver) => T): Record<DocumentFormat, T> {
  const entries = documentFormats.map((name) => [name, pick(formats[name])] as const);
  return Object.fromEntries(entries) as Record<DocumentFormat, T>;
}

/** JSON Schemas of the options of reading, for forms and for checking what a person saved. */
export const formatOptionSchemas: Record<DocumentFormat, object> = mapFormats(
  (driver) => driver.parseOptions,
);

/** JSON Schemas of the options of writing. */
export const serializeOptionSchemas: Record<DocumentFormat, object> = mapFormats(
  (driver) => driver.serializeOptions,
);
