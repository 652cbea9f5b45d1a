/** A form that all texts at one place may have. */
export interface TextForm {
  /** How few different texts may show it: short numbers can have a right check digit by chance. */
  atLeast: number;
  matches(text: string): boolean;
  /** What the schema says then. A validator must accept whatever `matches` accepts. */
  schema: Readonly<Record<string, string>>;
}

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const clock = '([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?';
const clockPattern = new RegExp(`^${clock}$`);
const momentPattern = /^(.{10})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const localMomentPattern = new RegExp(`^(.{10})T${clock}$`);
const emailPattern = /^[a-z0-9_+-]+(\.[a-z0-9_+-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;
const uriPattern = /^(https?|ftp|sftp):\/\/[a-z0-9.-]+(:\d+)?(\/[\w.~/-]*)?(\?[\w.~=&-]*)?(#[\w.-]*)?$/i;
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Texts longer than this have no form: they are prose, and looking at them takes time. */
export const longestForm = 2_000;

/** The forms that are looked for, at most one of which fits any text. */
export const textForms: readonly TextForm[] = [
  { atLeast: 1, matches: isDate, schema: { format: 'date' } },
  { atLeast: 1, matches: (text) => isDate(momentPattern.exec(text)?.[1]), schema: { format: 'date-time' } },
  {
    atLeast: 1,
    matches: (text) => isDate(localMomentPattern.exec(text)?.[1]),
    schema: { pattern: `^\\d{4}-\\d{2}-\\d{2}T${clock}$` },
  },
  { atLeast: 1, matches: (text) => clockPattern.test(text), schema: { pattern: `^${clock}$` } },
  { atLeast: 1, matches: (text) => emailPattern.test(text), schema: { format: 'email' } },
  { atLeast: 1, matches: (text) => uriPattern.test(text), schema: { format: 'uri' } },
  { atLeast: 1, matches: (text) => uuidPattern.test(text), schema: { format: 'uuid' } },
  {
    atLeast: 3,
    matches: (text) => /^(\d{8}|\d{12,14})$/.test(text) && hasCheckDigit(text),
    schema: { pattern: '^(\\d{8}|\\d{12,14})$', 'x-scheme': 'GTIN' },
  },
  {
    atLeast: 3,
    matches: (text) => /^\d{18}$/.test(text) && hasCheckDigit(text),
    schema: { pattern: '^\\d{18}$', 'x-scheme': 'SSCC' },
  },
];

function isDate(text: string | undefined): boolean {
  const match = datePattern.exec(text ?? '');
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** GS1 General Specifications, 7.9: from the right, digits count three times and once in turn. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const weight = (digits.length - index) % 2 === 0 ? 3 : 1;
    sum += weight * Number(digits[index]);
  }
  return sum % 10 === 0 && /[1-9]/.test(digits);
}
