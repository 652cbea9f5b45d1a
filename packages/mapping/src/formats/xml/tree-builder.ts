import type { XmlParseOptions } from './options.ts';
import type { PathState } from './element-paths.ts';
import { isBlankText, trimBlanks } from './text.ts';

/** Names in the data that no element or attribute can have. */
export const textName = '#text';
export const contentName = '#content';
export const attributeMark = '@';

type Fields = Record<string, unknown>;

/** An element that is open. */
interface Frame {
  name: string;
  /** Attributes and child elements; undefined while there are none. */
  fields: Fields | undefined;
  /** Texts and elements in order, where that was asked for. */
  content: unknown[] | undefined;
  text: string;
  hasElements: boolean;
  lists: PathState;
  ordered: PathState;
}

/**
 * Builds data of elements: attributes as `@name`, child elements by name (a list where one is repeated), text as
 * `#text`, or alone as the element's value.
 */
export class TreeBuilder {
  private readonly trim: boolean;
  private readonly open: Frame[] = [];
  /** The innermost open element. */
  private frame: Frame | undefined;

  constructor(options: XmlParseOptions) {
    this.trim = options.trim !== false;
  }

  /** @param lists State of the element among the paths of lists; `ordered` likewise */
  start(name: string, lists: PathState, ordered: PathState): void {
    if (this.frame !== undefined) {
      this.frame.hasElements = true;
      this.keepText(this.frame);
      this.open.push(this.frame);
    }
    const content = ordered.matches ? [] : undefined;
    this.frame = { name, fields: undefined, content, text: '', hasElements: false, lists, ordered };
  }

  attribute(name: string, value: string): void {
    if (this.frame === undefined) return;
    this.frame.fields ??= {};
    this.frame.fields[attributeMark + name] = value;
  }

  text(text: string): void {
    if (this.frame !== undefined) this.frame.text += text;
  }

  /**
   * Ends the innermost element and puts its value into the one around it.
   * @returns The value, and whether text among elements has lost its place
   */
  end(): { value: unknown; isMixed: boolean } {
    const { frame } = this;
    if (frame === undefined) return { value: undefined, isMixed: false };
    const value = this.valueOf(frame);
    const isMixed = frame.hasElements && frame.content === undefined && !isBlankText(frame.text);
    this.frame = this.open.pop();
    if (this.frame !== undefined) attach(this.frame, frame, value);
    return { value, isMixed };
  }

  private valueOf(frame: Frame): unknown {
    this.keepText(frame);
    if (frame.content !== undefined) return { ...frame.fields, [contentName]: frame.content };
    const text = this.trim || frame.hasElements ? trimBlanks(frame.text) : frame.text;
    if (frame.fields === undefined) return text;
    if (text !== '') frame.fields[textName] = text;
    return frame.fields;
  }

  private keepText(frame: Frame): void {
    if (frame.content === undefined) return;
    if (frame.text !== '') frame.content.push(frame.text);
    frame.text = '';
  }
}

function attach(parent: Frame, { name, lists }: Frame, value: unknown): void {
  if (parent.content !== undefined) {
    parent.content.push(Object.fromEntries([[name, lists.matches ? [value] : value]]));
    return;
  }
  parent.fields ??= {};
  add(parent.fields, name, value, lists.matches);
}

function add(fields: Fields, name: string, value: unknown, isList: boolean): void {
  if (!Object.hasOwn(fields, name)) {
    const first = isList ? [value] : value;
    if (name === '__proto__') define(fields, name, first);
    else fields[name] = first;
    return;
  }
  const before = fields[name];
  // The value of an element is never a list itself: what is one has been made here.
  if (Array.isArray(before)) before.push(value);
  else define(fields, name, [before, value]);
}

/** Assigning a field of the name `__proto__` would set the prototype. */
function define(fields: Fields, name: string, value: unknown): void {
  Object.defineProperty(fields, name, { value, writable: true, enumerable: true, configurable: true });
}
