import { DocumentError } from '../position.ts';
import { ediCode } from './codes.ts';
import type { EdiSyntax } from './codes.ts';

/** How long the values of an envelope may be, by their names. */
type EnvelopeLengths = Readonly<Record<string, number | readonly number[]>>;

/**
 * Checks the values of an envelope before they are written: one that is too long breaks what is around it.
 * @param lengths The greatest length of each, or all that it may have
 * @throws DocumentError that names the path of the value
 */
export function checkEnvelope(
  syntax: EdiSyntax,
  envelope: object,
  lengths: EnvelopeLengths,
  path: string,
): void {
  for (const [name, allowed] of Object.entries(lengths)) {
    const value: unknown = Reflect.get(envelope, name);
    if ((typeof value !== 'string' && typeof value !== 'number') || value === '') continue;
    const text = String(value);
    const fits = typeof allowed === 'number' ? text.length <= allowed : allowed.includes(text.length);
    if (fits) continue;
    const wanted = typeof allowed === 'number' ? `at most ${allowed}` : allowed.join(' or ');
    const reason = `"${text.slice(0, 40)}" has ${text.length} characters, where there is room for ${wanted}`;
    throw new DocumentError(ediCode(syntax, 'value'), reason, {}, `${path}.${name}`);
  }
}
