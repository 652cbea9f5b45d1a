import type { RecordWriter } from '../contract.ts';
import type { DocumentLimits } from '../limits.ts';
import { writeJson } from './write.ts';

/** Writes a list, each element beginning on a line of its own. */
export class JsonListWriter implements RecordWriter {
  private readonly indent: number;
  private readonly limits: DocumentLimits;
  private first = true;

  /** @param indent Spaces per level; 0 writes each element on one line */
  constructor(indent: number, limits: DocumentLimits) {
    this.indent = indent;
    this.limits = limits;
  }

  write(record: unknown): string {
    const margin = ' '.repeat(this.indent);
    const json = writeJson(record, this.limits, { indent: this.indent }).replaceAll('\n', `\n${margin}`);
    const before = this.first ? '[\n' : ',\n';
    this.first = false;
    return before + margin + json;
  }

  finish(): string {
    return this.first ? '[]\n' : '\n]\n';
  }
}
