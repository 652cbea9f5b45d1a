import { closeSync, constants, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CompanyEvent } from './model.ts';

const newline = 0x0a;
const recordVersion = 1;

interface JournalRecord {
  v: number;
  events: CompanyEvent[];
}

/** Thrown when a complete line of a journal cannot be understood: going on would forget what was answered. */
export class DamagedJournalError extends Error {
  override readonly name = 'DamagedJournalError';
}

/**
 * An append-only file of JSON lines, one line per commit, so that a commit is there whole or not at all.
 * Writes reach the operating system before the answer leaves: they survive the death of the process, not of
 * the machine, which is what a sandbox needs. One process writes one journal.
 */
export class Journal {
  readonly #descriptor: number;
  #size: number;
  #closed = false;

  private constructor(descriptor: number, size: number) {
    this.#descriptor = descriptor;
    this.#size = size;
  }

  /**
   * Opens or creates the file, gives every recorded event to `replay`, and cuts off a torn last line.
   * @throws DamagedJournalError when a complete line is not a record of this version.
   */
  static open(file: string, replay: (event: CompanyEvent) => void): Journal {
    mkdirSync(dirname(file), { recursive: true });
    // Not opened for appending: Windows then forbids to cut a torn line off.
    const descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      const content = readFileSync(file);
      const size = content.lastIndexOf(newline) + 1;
      replayLines(file, content.subarray(0, size), replay);
      ftruncateSync(descriptor, size);
      return new Journal(descriptor, size);
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
  }

  /** Appends one commit. When the disk refuses, what was written of it is taken back before the error is thrown. */
  append(events: readonly CompanyEvent[]): void {
    // The number of a closed descriptor may by now belong to another file.
    if (this.#closed) throw new Error('The journal is closed');
    const line = Buffer.from(`${JSON.stringify({ v: recordVersion, events })}\n`);
    try {
      for (let written = 0; written < line.length;) {
        written += writeSync(this.#descriptor, line, written, line.length - written, this.#size + written);
      }
    } catch (error) {
      ftruncateSync(this.#descriptor, this.#size);
      throw error;
    }
    this.#size += line.length;
  }

  /** Forgets everything. */
  clear(): void {
    ftruncateSync(this.#descriptor, 0);
    this.#size = 0;
  }

  close(): void {
    this.#closed = true;
    closeSync(this.#descriptor);
  }
}

function replayLines(file: string, content: Buffer, replay: (event: CompanyEvent) => void): void {
  let start = 0;
  for (let lineNumber = 1; start < content.length; lineNumber += 1) {
    const end = content.indexOf(newline, start);
    const record = parseRecord(content.toString('utf8', start, end));
    if (record === undefined) {
      throw new DamagedJournalError(`${file} line ${lineNumber} is not a record of this journal version`);
    }
    for (const event of record.events) replay(event);
    start = end + 1;
  }
}

/** The journal is our own file: its shape is checked as far as telling a damaged line from a whole one needs. */
function parseRecord(line: string): JournalRecord | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is JournalRecord {
  if (typeof value !== 'object' || value === null || !('v' in value) || !('events' in value)) return false;
  return value.v === recordVersion && Array.isArray(value.events);
}
