import type { EdiElement, RawSegment } from './segment.ts';

/** The separators within a segment. */
export interface ElementSeparators {
  element: string;
  component: string;
  repetition?: string;
}

/**
 * Splits a segment at the separators, where no character is released. Only elements that hold a component or
 * repetition separator cost more.
 */
export function splitSegment(text: string, delimiters: ElementSeparators): RawSegment {
  const elements: RawSegment = pieces(text, delimiters.element);
  const { component, repetition } = delimiters;
  const composite = text.includes(component);
  const repeated = repetition !== undefined && text.includes(repetition);
  if (!composite && !repeated) return elements;
  for (let index = 1; index < elements.length; index += 1) {
    const element = elements[index];
    if (typeof element === 'string') elements[index] = splitElement(element, component, repetition);
  }
  return elements;
}

function splitElement(element: string, component: string, repetition: string | undefined): EdiElement {
  if (repetition !== undefined && element.includes(repetition)) {
    return pieces(element, repetition).map((part) => pieces(part, component));
  }
  return element.includes(component) ? pieces(element, component) : element;
}

/** Where the separators of the text at hand are; kept, as this is done for every element of every segment. */
const places = new Int32Array(1_024);

/**
 * Never written to. Copies of its beginning have the length that is wanted at once, and no place in the code that
 * the engine would learn from: it learns that segments live long when a file begins, and would not stop to put
 * them where they are hardly ever cleared away.
 */
const blank: readonly string[] = Array.from(places, () => '');

/** `text.split(separator)` for a separator of one character: twice as fast, and no longer than needed. */
function pieces(text: string, separator: string): string[] {
  let count = 0;
  for (let at = text.indexOf(separator); at !== -1; at = text.indexOf(separator, at + 1)) {
    if (count === places.length - 1) return text.split(separator);
    places[count] = at;
    count += 1;
  }
  const result = blank.slice(0, count + 1);
  let from = 0;
  for (let index = 0; index < count; index += 1) {
    const at = places[index] ?? 0;
    result[index] = text.slice(from, at);
    from = at + 1;
  }
  result[count] = text.slice(from);
  return result;
}

/** Splits a segment in which characters are released, and takes the release characters out. */
export function splitReleased(text: string, delimiters: ElementSeparators, release: string): RawSegment {
  const { element, component, repetition } = delimiters;
  const elements: RawSegment = [];
  let repetitions: string[][] = [[]];
  let value = '';
  const endComponent = () => {
    repetitions.at(-1)?.push(value);
    value = '';
  };
  const endElement = () => {
    endComponent();
    elements.push(simplest(repetitions));
    repetitions = [[]];
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (character === release && index + 1 < text.length) value += text[(index += 1)] ?? '';
    else if (character === element) endElement();
    else if (character === component) endComponent();
    else if (character === repetition) {
      endComponent();
      repetitions.push([]);
    } else value += character;
  }
  endElement();
  return elements;
}

function simplest(repetitions: string[][]): EdiElement {
  const [first = []] = repetitions;
  if (repetitions.length > 1) return repetitions;
  return first.length > 1 ? first : (first[0] ?? '');
}
