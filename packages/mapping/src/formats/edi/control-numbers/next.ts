/** Levels that have control numbers, and the greatest number that each has room for. */
const levels = {
  /** ISA13, always nine digits. */
  'x12.interchange': { greatest: 999_999_999, digits: 9 },
  /** GS06, one to nine digits. */
  'x12.group': { greatest: 999_999_999, digits: 1 },
  /** ST02, four to nine characters. */
  'x12.transaction': { greatest: 999_999_999, digits: 4 },
  /** 0020 of UNB, 0048 of UNG and 0062 of UNH: up to fourteen characters. */
  'edifact.interchange': { greatest: 99_999_999_999_999, digits: 1 },
  'edifact.group': { greatest: 99_999_999_999_999, digits: 1 },
  'edifact.message': { greatest: 99_999_999_999_999, digits: 1 },
} as const;

export type ControlLevel = keyof typeof levels;

/** The last number that was assigned; 0 before the first. */
export interface SequenceState {
  last: number;
}

/**
 * The number after the last one. After the greatest that the standard has room for comes 1 again; 0 is never used.
 * @returns The number as it is written, and the state from which the next one is taken
 */
export function nextControlNumber(
  { last }: SequenceState,
  level: ControlLevel,
): { number: string; state: SequenceState } {
  const next = last >= greatestControlNumber(level) ? 1 : last + 1;
  return { number: writtenControlNumber(next, level), state: { last: next } };
}

/** The number after which a sequence begins again with 1. */
export function greatestControlNumber(level: ControlLevel): number {
  return levels[level].greatest;
}

/** A number with the leading zeros that the standard asks for. */
export function writtenControlNumber(number: number, level: ControlLevel): string {
  return String(number).padStart(levels[level].digits, '0');
}
