import { losesDigits } from '../decimal-text.ts';
import { DocumentError, documentStart, positionAt } from '../position.ts';
import type { Report } from '../report.ts';

type Numbers = readonly (readonly [start: number, end: number])[];

/** JSON text in which those of the numbers stand in quotes that would lose digits. */
export function exactNumbers(text: string, numbers: Numbers): string {
  let [exact, at] = ['', 0];
  for (const [digits, end] of numbers) {
    const start = text[digits - 1] === '-' ? digits - 1 : digits;
    const number = text.slice(start, end);
    if (!losesDigits(number)) continue;
    exact += `${text.slice(at, start)}"${number}"`;
    at = end;
  }
  return exact + text.slice(at);
}

/**
 * Tells of those of the numbers that lose digits: an order number that is read as its neighbour must not go unseen.
 * @param origin Where the text begins in its document
 * @throws DocumentError `json.number` for a number beyond all that can be held, and in strict mode
 */
export function tellLongNumbers(
  text: string,
  numbers: Numbers,
  report: Report,
  origin = documentStart,
): void {
  let place = origin;
  let at = 0;
  for (const [start, end] of numbers) {
    const number = text.slice(start, end);
    if (!losesDigits(number)) continue;
    place = positionAt(text.slice(at, start), start - at, place);
    at = start;
    const shown = number.length > 40 ? `${number.slice(0, 40)}…` : number;
    if (!Number.isFinite(Number(number))) {
      throw new DocumentError('json.number', `the number ${shown} is too large to be held`, place);
    }
    const reason = `the number ${shown} has more digits than are kept; it is read as ${Number(number)}`;
    report.fault('json.number', reason, place);
  }
}
