import { strToU8, zipSync } from 'fflate';

/** Parts of a workbook as other programs write them; those that are left out are made up. */
export interface MadeWorkbook {
  /** XML of `sheetData`, by the names of the sheets. */
  sheets: Record<string, string>;
  /** Items of the table of texts. */
  strings?: string;
  /** `numFmts` and `cellXfs`. */
  styles?: string;
  /** Beyond the sheets in `workbook.xml`. */
  properties?: string;
  /** Attributes of the sheets, by their names. */
  states?: Record<string, string>;
  /** Parts in place of those made, or none. */
  parts?: Record<string, string | undefined>;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook put together by hand: other prefixes, order and paths than those that we write. */
export function makeWorkbook(made: MadeWorkbook): Uint8Array {
  const names = Object.keys(made.sheets);
  const list = names.map(
    (name, at) => `<x:sheet name="${name}" sheetId="${at + 7}" q:id="s${at}" ${made.states?.[name] ?? ''}/>`,
  );
  const targets = names.map((_, at) => relation(`s${at}`, 'worksheet', `/book/tables/t${at}.xml`));
  const parts: Record<string, string | undefined> = {
    '_rels/.rels': relations([relation('r1', 'officeDocument', 'book/main.xml')]),
    'book/main.xml': `<x:workbook xmlns:x="${main}" xmlns:q="${office}">${made.properties ?? ''}<x:sheets>${list.join('')}</x:sheets></x:workbook>`,
    'book/_rels/main.xml.rels': relations([
      relation('a', 'sharedStrings', './texts.xml'),
      relation('b', 'styles', '../book/styles.xml'),
      ...targets,
    ]),
    'book/styles.xml': `<styleSheet xmlns="${main}">${made.styles ?? ''}</styleSheet>`,
    'book/texts.xml': `<sst xmlns="${main}">${made.strings ?? ''}</sst>`,
    ...Object.fromEntries(
      names.map((name, at) => [
        `book/tables/t${at}.xml`,
        `\ufeff<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${made.sheets[name]}</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>`,
      ]),
    ),
    ...made.parts,
  };
  const files = Object.entries(parts).flatMap(([path, xml]) =>
    xml === undefined ? [] : [[path, strToU8(xml)] as const],
  );
  return zipSync(Object.fromEntries(files), { level: names.length > 1 ? 0 : 6 });
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
}

function relations(list: readonly string[]): string {
  return `<Relationships xmlns="${packages}">${list.join('')}</Relationships>`;
}
