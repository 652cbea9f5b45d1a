import { TextDecoding } from '../decoding.ts';
import type { DocumentLimits } from '../limits.ts';
import { DocumentError } from '../position.ts';
import { Report } from '../report.ts';
import type { DateKind } from './dates.ts';
import { PartParser } from './part-parser.ts';
import type { PartHandler } from './part-parser.ts';
import { Relations, relationsOf } from './relations.ts';
import { SharedStrings } from './strings.ts';
import { Styles } from './styles.ts';
import { ZipReader } from './zip-reader.ts';

/** Parts other than sheets and texts are kept in memory. */
const maxSmallPart = 16 * 1024 * 1024;

export interface SheetPart {
  name: string;
  path: string;
  hidden: boolean;
}

/** What the cells of all sheets refer to. */
export interface SharedParts {
  strings: readonly string[];
  kinds: readonly (DateKind | undefined)[];
  since: 1900 | 1904;
}

/** A workbook whose sheets are read on request. */
export class Workbook {
  readonly sheets: readonly SheetPart[];
  private readonly zip: ZipReader;
  private readonly limits: DocumentLimits;
  private readonly relations: Relations;
  private readonly since: 1900 | 1904;
  private known: SharedParts | undefined;

  /** @throws DocumentError when the bytes are no workbook */
  constructor(bytes: Uint8Array, limits: DocumentLimits) {
    this.limits = limits;
    this.zip = new ZipReader(bytes, limits);
    const root = this.relationsAt({ path: '_rels/.rels', folder: '' });
    const path = root.find('officeDocument') ?? 'xl/workbook.xml';
    this.relations = this.relationsAt(relationsOf(path));
    const list = new SheetList();
    if (this.zip.sizeOf(path) === undefined)
      throw new DocumentError('xlsx.zip', 'the archive is no workbook');
    this.readSmall(path, list);
    this.since = list.since;
    this.sheets = list.sheets.flatMap(({ id, name, hidden }) => {
      const relation = this.relations.byId.get(id);
      return relation?.type === 'worksheet' ? [{ name, hidden, path: relation.path }] : [];
    });
  }

  /** Texts and styles, read when they are first asked for. */
  get shared(): SharedParts {
    this.known ??= this.readShared();
    return this.known;
  }

  /** The XML of a part, in pieces. */
  *text(path: string): Generator<string> {
    const decoding = new TextDecoding('utf-8', new Report());
    for (const piece of this.zip.read(path)) yield decoding.push(piece);
    yield decoding.finish();
  }

  private readShared(): SharedParts {
    const texts = new SharedStrings(this.limits);
    const styles = new Styles();
    const textsPath = this.relations.find('sharedStrings');
    const stylesPath = this.relations.find('styles');
    if (textsPath !== undefined) this.read(textsPath, texts);
    if (stylesPath !== undefined) this.readSmall(stylesPath, styles);
    return { strings: texts.strings, kinds: styles.kinds, since: this.since };
  }

  private relationsAt({ path, folder }: { path: string; folder: string }): Relations {
    const relations = new Relations(folder);
    if (this.zip.sizeOf(path) !== undefined) this.readSmall(path, relations);
    return relations;
  }

  private readSmall(path: string, handler: PartHandler): void {
    if ((this.zip.sizeOf(path) ?? 0) > maxSmallPart) {
      throw new DocumentError('document.tooLarge', `"${path}" is larger than ${maxSmallPart} bytes`);
    }
    this.read(path, handler);
  }

  private read(path: string, handler: PartHandler): void {
    const parser = new PartParser(path, this.limits, handler);
    for (const text of this.text(path)) parser.push(text);
    parser.finish();
  }
}

class SheetList implements PartHandler {
  readonly sheets: { name: string; id: string; hidden: boolean }[] = [];
  since: 1900 | 1904 = 1900;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'workbookPr' && isTrue(attributes['date1904'])) this.since = 1904;
    if (name !== 'sheet') return;
    // The prefix of the relations' namespace is the writer's choice.
    const [, id = ''] = Object.entries(attributes).find(([key]) => key.endsWith(':id')) ?? [];
    const { state } = attributes;
    this.sheets.push({
      name: attributes['name'] ?? '',
      id,
      hidden: state !== undefined && state !== 'visible',
    });
  }
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
