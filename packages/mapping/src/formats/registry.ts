import type { FormatDriver } from './contract.ts';
import { csvFormat } from './csv/driver.ts';
import { jsonFormat } from './json/driver.ts';
import { x12Format } from './x12/driver.ts';

/** Formats that documents are read from and written to. */
export const documentFormats = ['json', 'csv', 'x12'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

/** Order matters to recognition only: the most telling format first. */
export const formats: Readonly<Record<DocumentFormat, FormatDriver>> = {
  x12: x12Format,
  json: jsonFormat,
  csv: csvFormat,
};

function mapFormats<T>(pick: (driver: FormatDriver) => T): Record<DocumentFormat, T> {
  return { json: pick(formats.json), csv: pick(formats.csv), x12: pick(formats.x12) };
}

/** JSON Schemas of the options of reading, for forms and for checking what a person saved. */
export const formatOptionSchemas: Record<DocumentFormat, object> = mapFormats(
  (driver) => driver.parseOptions,
);

/** JSON Schemas of the options of writing. */
export const serializeOptionSchemas: Record<DocumentFormat, object> = mapFormats(
  (driver) => driver.serializeOptions,
);
