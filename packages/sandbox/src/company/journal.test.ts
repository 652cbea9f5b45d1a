import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DamagedJournalError, Journal } from './journal.ts';
import type { CompanyEvent } from './model.ts';

describe('journal', () => {
  let folder: string;
  let file: string;
  const event = (orderNumber: string): CompanyEvent => ({
    type: 'order-requested',
    orderNumber,
    outcome: 'booked',
  });
  const write = (...commits: CompanyEvent[][]): void => {
    const journal = Journal.open(file, () => undefined);
    commits.forEach((events) => journal.append(events));
    journal.close();
  };
  const read = (): CompanyEvent[] => {
    const events: CompanyEvent[] = [];
    Journal.open(file, (replayed) => events.push(replayed)).close();
    return events;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox-journal-'));
    file = join(folder, 'new', 'journal.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('replays what was appended, in order, over several openings', () => {
    write([event('1'), event('2')], [event('3')]);
    write([event('4')]);
    expect(read()).toEqual(['1', '2', '3', '4'].map(event));
  });

  it('keeps any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        rmSync(file, { force: true });
        write([event(text)]);
        return JSON.stringify(read()) === JSON.stringify([event(text)]);
      }),
      { numRuns: 50 },
    );
  });

  it('drops a commit torn at any byte, whole, and goes on after the one before', () => {
    write([event('1')]);
    const whole = readFileSync(file);
    write([event('2'), event('3')]);
    const both = readFileSync(file);
    for (let length = whole.length; length < both.length; length += 1) {
      writeFileSync(file, both.subarray(0, length));
      write([event('4')]);
      expect(read()).toEqual([event('1'), event('4')]);
    }
  });

  it('refuses a damaged line that is not the last', () => {
    write([event('1')]);
    appendFileSync(file, '{"v":1,"eve\n');
    expect(() => read()).toThrow(DamagedJournalError);
    expect(() => read()).toThrow('line 2');
  });

  it('refuses a journal of another version', () => {
    write([]);
    writeFileSync(file, '{"v":2,"events":[]}\n');
    expect(() => read()).toThrow(DamagedJournalError);
  });

  it('forgets on clear, and writes nothing once closed', () => {
    const journal = Journal.open(file, () => undefined);
    journal.append([event('1')]);
    journal.clear();
    journal.append([event('2')]);
    journal.close();
    expect(() => journal.append([event('3')])).toThrow('closed');
    expect(read()).toEqual([event('2')]);
  });
});
