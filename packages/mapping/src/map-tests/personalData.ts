import { nameTokens } from '../map/names.ts';

/** What a field holds about a person; decides what its values are replaced with. */
type Kind = 'name' | 'email' | 'phone' | 'address' | 'number';

/** Kinds by a word of the field's name. */
const KIND_BY_WORD: Readonly<Record<string, Kind>> = {
  email: 'email',
  phone: 'phone',
  telephone: 'phone',
  mobile: 'phone',
  cell: 'phone',
  fax: 'phone',
  street: 'address',
  firstname: 'name',
  lastname: 'name',
  surname: 'name',
  fullname: 'name',
  iban: 'number',
  ssn: 'number',
  passport: 'number',
  birthday: 'number',
  birthdate: 'number',
};

/** Kinds by two words beside one another. */
const KIND_BY_WORDS: Readonly<Record<string, Kind>> = {
  'first name': 'name',
  'last name': 'name',
  'family name': 'name',
  'given name': 'name',
  'middle name': 'name',
  'full name': 'name',
  'contact name': 'name',
  'contact person': 'name',
  'birth date': 'number',
  'date birth': 'number',
  'bank account': 'number',
  'card number': 'number',
  'account holder': 'name',
  'address line': 'address',
  'address lines': 'address',
  'postal code': 'number',
  'zip code': 'number',
};

/** Objects about people or companies: `name` and plain address fields in them are personal. */
const HOLDERS = new Set([
  ...['contact', 'contacts', 'person', 'customer', 'consumer', 'buyer', 'recipient', 'consignee', 'party'],
  ...['parties', 'address', 'shipto', 'billto', 'soldto', 'deliverto', 'attention', 'employee', 'driver'],
  ...['signer', 'user'],
]);
const HOLDER_WORDS = new Set([
  'ship to',
  'bill to',
  'sold to',
  'deliver to',
  'delivery party',
  'buyer party',
]);
const KIND_IN_HOLDER: Readonly<Record<string, Kind>> = {
  name: 'name',
  name2: 'name',
  address: 'address',
  line: 'address',
  line1: 'address',
  line2: 'address',
  zip: 'number',
  postcode: 'number',
};

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const IBAN = /^[A-Z]{2}\d{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{1,4}$/;
const PHONE = /^(?:\+|00)\d[\d\s()./-]{6,}\d$/;

/** Texts shorter than this are replaced where their field says so, not wherever else they occur. */
const MIN_LENGTH_ELSEWHERE = 5;

/**
 * Replaces names of people, addresses, phone numbers, e-mail addresses and account numbers by invented ones.
 * The same text gets the same replacement everywhere, also where its field does not tell (the raw segments
 * of a document), so that what a map joins still joins; digits stay digits and lengths of numbers stay.
 * Fields are recognised by their names and by what their values look like: look over the result.
 * @returns a copy; the value itself is not changed
 */
export function maskPersonalData<T>(value: T): T;
export function maskPersonalData(value: unknown): unknown {
  const masks = new Masks();
  collect(value, { holder: false, kind: undefined }, masks);
  return replace(value, masks);
}

/** What the fields above a value say about it. */
interface Place {
  holder: boolean;
  kind: Kind | undefined;
}

/** Replacements by original text. */
class Masks {
  private readonly byText = new Map<string, string>();
  private readonly counts = new Map<Kind, number>();
  /** Short texts that are masked in their own fields only. */
  readonly elsewhere = new Set<string>();

  add(text: string, kind: Kind): void {
    if (text.trim() === '' || this.byText.has(text)) return;
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    this.byText.set(text, replacement(text, kind, count));
    if (text.length >= MIN_LENGTH_ELSEWHERE) this.elsewhere.add(text);
  }

  of(text: string): string | undefined {
    return this.byText.get(text);
  }
}

function collect(value: unknown, place: Place, masks: Masks): void {
  if (typeof value === 'string') {
    const kind = place.kind ?? kindOfText(value);
    if (kind !== undefined) masks.add(value, kind);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, place, masks);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, child] of Object.entries(value)) collect(child, placeOf(name, place), masks);
  }
}

function replace(value: unknown, masks: Masks, place: Place = { holder: false, kind: undefined }): unknown {
  if (typeof value === 'string') {
    return place.kind !== undefined || masks.elsewhere.has(value) ? (masks.of(value) ?? value) : value;
  }
  if (typeof value === 'number' && place.kind !== undefined) return Number(shiftDigits(String(value), 1));
  if (Array.isArray(value)) return value.map((item) => replace(item, masks, place));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [name, replace(child, masks, placeOf(name, place))]),
  );
}

function placeOf(name: string, above: Place): Place {
  const words = nameTokens(name);
  const pairs = words.slice(1).map((word, index) => `${words[index] ?? ''} ${word}`);
  const holder =
    words.some((word) => HOLDERS.has(word)) ||
    pairs.some((pair) => HOLDER_WORDS.has(pair)) ||
    HOLDERS.has(words.join(''));
  const last = words.at(-1) ?? '';
  const kind =
    first(pairs, KIND_BY_WORDS) ??
    first(words, KIND_BY_WORD) ??
    (above.holder && words.length === 1 ? first([last], KIND_IN_HOLDER) : undefined) ??
    (holder && words.length > 1 && last === 'name' ? 'name' : undefined);
  return { holder, kind };
}

function first(keys: readonly string[], kinds: Readonly<Record<string, Kind>>): Kind | undefined {
  const key = keys.find((candidate) => Object.hasOwn(kinds, candidate));
  return key === undefined ? undefined : kinds[key];
}

function kindOfText(text: string): Kind | undefined {
  if (text.length < 7 || text.length > 200) return undefined;
  if (EMAIL.test(text)) return 'email';
  if (IBAN.test(text)) return 'number';
  return PHONE.test(text) ? 'phone' : undefined;
}

function replacement(text: string, kind: Kind, count: number): string {
  switch (kind) {
    case 'name':
      return `Name ${count}`;
    case 'email':
      return `person${count}@example.com`;
    case 'address':
      return `Street ${count}`;
    case 'phone':
    case 'number':
      return shiftDigits(text, count);
  }
}

/** Other digits and letters of the same kinds in the same places. */
function shiftDigits(text: string, count: number): string {
  let position = 0;
  return text.replace(/[0-9]|[A-Za-z]/g, (character) => {
    position += 1;
    const shift = 1 + ((count * 7 + position * 3) % 9);
    if (/[0-9]/.test(character)) return String((Number(character) + shift) % 10);
    const base = character < 'a' ? 65 : 97;
    return String.fromCharCode(base + ((character.charCodeAt(0) - base + shift) % 26));
  });
}
