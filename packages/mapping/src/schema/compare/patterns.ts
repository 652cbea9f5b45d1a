import { re2Engine } from '../re2.ts';

/** Whether a text has the pattern somewhere in it, as JSON Schema means it; a pattern that can't be used fits nothing. */
export function patternFits(pattern: string, text: string): boolean {
  try {
    return re2Engine(pattern).test(text);
  } catch {
    return false;
  }
}
