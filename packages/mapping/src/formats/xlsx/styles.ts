import { kindOfBuiltin, kindOfFormat } from './dates.ts';
import type { DateKind } from './dates.ts';
import type { PartHandler } from './part-parser.ts';

/** Finds which styles of cells show numbers as dates. */
export class Styles implements PartHandler {
  /** By the number of the style; undefined for those that are no dates. */
  readonly kinds: (DateKind | undefined)[] = [];
  private readonly formats = new Map<number, DateKind | undefined>();
  private inCells = false;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'cellXfs') this.inCells = true;
    const id = Number(attributes['numFmtId']);
    if (name === 'numFmt') this.formats.set(id, kindOfFormat(attributes['formatCode'] ?? ''));
    else if (name === 'xf' && this.inCells) {
      this.kinds.push(this.formats.has(id) ? this.formats.get(id) : kindOfBuiltin(id));
    }
  }

  close(name: string): void {
    if (name === 'cellXfs') this.inCells = false;
  }
}
