export type ParsedJson =
  | { ok: true; value: unknown }
  | { ok: false; /** For a person. */ message: string; /** Offset into the text. */ at: number };

/**
 * Reads JSON and says where it is broken. The engines word and place their errors differently, so that the
 * place is taken from whichever form it comes in.
 */
export function parseJson(text: string): ParsedJson {
  if (!text.trim()) return { ok: false, message: 'There is no value. Write null for nothing.', at: 0 };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const at = Math.min(offsetOf(String(error), text), text.length);
    return { ok: false, message: `Not valid JSON at ${lineAndColumn(text, at)}: ${reasonAt(text, at)}.`, at };
  }
}

function offsetOf(message: string, text: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position) return Number(position);
  const place = /line (\d+) column (\d+)/.exec(message);
  if (place) {
    const lines = text.split('\n').slice(0, Number(place[1]) - 1);
    return lines.reduce((sum, line) => sum + line.length + 1, 0) + Number(place[2]) - 1;
  }
  // Engines give no place when the text breaks off; some also cite the text instead.
  return /end of|unterminated/i.test(message) ? text.length : firstBreak(text);
}

/** Where reading stops making sense: the shortest beginning that no continuation could mend is not known, so the end. */
const firstBreak = (text: string): number => text.trimEnd().length;

export function lineAndColumn(text: string, at: number): string {
  const before = text.slice(0, at).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function reasonAt(text: string, at: number): string {
  const found = text.slice(at).trimStart()[0];
  if (found === undefined) return 'it ends too early; a bracket or quotation mark may be missing';
  const previous = text.slice(0, at).trimEnd().at(-1);
  if (previous === ',' && (found === '}' || found === ']'))
    return `a comma before “${found}” is one too many`;
  if (found === "'") return 'texts stand in double quotation marks';
  if (found === '"') return 'a comma or colon may be missing before this';
  return `“${found}” was not expected here`;
}
