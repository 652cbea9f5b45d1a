import { DocumentError } from '../position.ts';
import { escapeText } from './text.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaging = 'http://schemas.openxmlformats.org/package/2006';
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Numbers of the styles in `styles.xml`. */
export const styles = { plain: 0, date: 1, moment: 2, header: 3, text: 4 } as const;

const styleSheet = `${declaration}<styleSheet xmlns="${main}">
<numFmts count="2">
<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>
<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>
</numFmts>
<fonts count="2">
<font><sz val="11"/><name val="Calibri"/></font>
<font><b/><sz val="11"/><name val="Calibri"/></font>
</fonts>
<fills count="2">
<fill><patternFill patternType="none"/></fill>
<fill><patternFill patternType="gray125"/></fill>
</fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="5">
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
</cellXfs>
</styleSheet>`;

/** The parts of a workbook other than its sheets, by their paths. @throws DocumentError for names that can't be */
export function workbookParts(sheets: readonly string[]): [path: string, xml: string][] {
  checkSheetNames(sheets);
  return [
    ['[Content_Types].xml', contentTypes(sheets)],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
    ['xl/workbook.xml', workbook(sheets)],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ...sheets.map((_, index): [string, string] => ['worksheet', `worksheets/sheet${index + 1}.xml`]),
        ['styles', 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', styleSheet],
  ];
}

export function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

export const sheetStart = `${declaration}<worksheet xmlns="${main}">`;

function contentTypes(sheets: readonly string[]): string {
  const override = (path: string, type: string) =>
    `<Override PartName="/${path}" ContentType="${contentType}.${type}+xml"/>`;
  return [
    `${declaration}<Types xmlns="${packaging}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override('xl/workbook.xml', 'sheet.main'),
    override('xl/styles.xml', 'styles'),
    ...sheets.map((_, index) => override(sheetPath(index), 'worksheet')),
    '</Types>',
  ].join('\n');
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${relationships}/${type}" Target="${target}"/>`,
  );
  const root = `<Relationships xmlns="${packaging}/relationships">`;
  return [`${declaration}${root}`, ...list, '</Relationships>'].join('\n');
}

function workbook(sheets: readonly string[]): string {
  const list = sheets.map(
    (name, index) => `<sheet name="${escapeText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const root = `<workbook xmlns="${main}" xmlns:r="${relationships}">`;
  return [`${declaration}${root}`, '<sheets>', ...list, '</sheets>', '</workbook>'].join('\n');
}

/** What spreadsheet programs take for the name of a sheet. */
function checkSheetNames(sheets: readonly string[]): void {
  const taken = new Set<string>();
  for (const name of sheets) {
    const place = `sheet "${name.slice(0, 40)}"`;
    if (name === '' || name.length > 31) throw wrongName('its name needs 1 to 31 characters', place);
    if (/[\p{Cc}\p{Cs}\\/?*[\]:]|^'|'$/u.test(name)) {
      throw wrongName("its name has one of \\ / ? * [ ] : or begins or ends with '", place);
    }
    if (taken.has(name.toLowerCase())) throw wrongName('another one has the same name', place);
    taken.add(name.toLowerCase());
  }
}

function wrongName(reason: string, place: string): DocumentError {
  return new DocumentError('xlsx.sheetName', reason, {}, place);
}
