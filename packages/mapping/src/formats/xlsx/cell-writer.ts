import { DocumentError } from '../position.ts';
import { columnName } from './cells.ts';
import { serialOfIso } from './dates.ts';
import { escapeText } from './text.ts';
import { styles } from './workbook-parts.ts';

/** Characters that a cell holds. */
const maxText = 32_767;

/** Writes values as cells of their types. Texts stay texts, so that leading zeros survive. */
export class CellWriter {
  private readonly dates: boolean;

  /** @param dates Whether ISO dates become dates */
  constructor(dates: boolean) {
    this.dates = dates;
  }

  /** @throws DocumentError for a value that is no single one */
  write(value: unknown, column: number, row: number): string {
    if (value === undefined || value === null) return '';
    const name = `${columnName(column)}${row}`;
    switch (typeof value) {
      case 'string':
        return this.text(value, name);
      case 'boolean':
        return `<c r="${name}" t="b"><v>${value ? 1 : 0}</v></c>`;
      case 'number':
        if (Number.isFinite(value)) return `<c r="${name}"><v>${value}</v></c>`;
        throw fault(`${value} can't be written`, name);
      default: {
        const kind = Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
        throw fault(`${kind} can't be written into one cell`, name);
      }
    }
  }

  /** A name of a column. */
  header(text: string, column: number, row: number, isBold: boolean): string {
    return textCell(text, `${columnName(column)}${row}`, isBold ? styles.header : styles.text);
  }

  private text(text: string, name: string): string {
    const date = this.dates ? serialOfIso(text) : undefined;
    if (date === undefined) return textCell(text, name, styles.text);
    return `<c r="${name}" s="${styles[date.kind]}"><v>${date.serial}</v></c>`;
  }
}

function textCell(text: string, name: string, style: number): string {
  if (text.length > maxText) throw fault(`a text of more than ${maxText} characters`, name);
  return `<c r="${name}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`;
}

function fault(reason: string, cell: string): DocumentError {
  return new DocumentError('xlsx.value', reason, {}, `cell ${cell}`);
}
