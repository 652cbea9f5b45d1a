import { defineFormat } from '../contract.ts';
import { xlsxParseOptions, xlsxSerializeOptions } from './options.ts';
import { parseXlsx, XlsxReader } from './reader.ts';
import { serializeXlsx, XlsxWriter } from './writer.ts';

/** Workbooks of Excel and its kin (Office Open XML). Formulas give the values that they were saved with. */
export const xlsxFormat = defineFormat({
  title: 'Excel',
  parseOptions: xlsxParseOptions,
  serializeOptions: xlsxSerializeOptions,
  contentTypes: [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.ms-excel.sheet.macroenabled.12',
  ],
  recognises: (beginning) =>
    beginning.startsWith('PK\u0003\u0004') && /\[Content_Types\]|xl\//.test(beginning),
  parse: parseXlsx,
  serialize: serializeXlsx,
  recordReader: (context) => new XlsxReader(context),
  recordWriter: (context) => new XlsxWriter(context),
});
