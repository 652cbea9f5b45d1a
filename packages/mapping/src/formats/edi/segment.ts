import type { EdiCode } from './codes.ts';

/**
 * An element as the document has it: text; a list of texts for a composite; a list of lists for a repeated
 * element, one list of components for each repetition.
 */
export type EdiElement = string | string[] | string[][];

/** A segment as raw data: its identifier, then its elements. */
export type RawSegment = EdiElement[];

/** A segment with its place in the file. */
export interface EdiSegment {
  id: string;
  raw: RawSegment;
  /** Ordinal in the file, from 1. */
  number: number;
  line: number;
  /** Characters before it. */
  offset: number;
  /** False for a last segment that the file ends without terminating. */
  terminated: boolean;
  /** What was odd about the segment's text. */
  oddities: readonly SegmentOddity[];
}

/** Element from 1; component from 0, undefined where the element is no composite. */
export interface ElementPlace {
  element: number;
  component: number | undefined;
}

export interface SegmentOddity {
  /** Without the prefix of the standard. */
  code: EdiCode;
  reason: string;
  element?: number;
}

/** Text of an element where one value is expected: the first component of the first repetition. */
export function firstText(value: EdiElement | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  return firstRepetition(value)[0] ?? '';
}

/** The components of an element's first repetition. */
export function firstRepetition(value: string[] | string[][]): string[] {
  const [first] = value;
  return Array.isArray(first) ? first : (value as string[]);
}

/** Each repetition of an element as its list of components. */
export function repetitionsOf(value: EdiElement): readonly (readonly string[])[] {
  if (typeof value === 'string') return [[value]];
  return Array.isArray(value[0]) ? (value as string[][]) : [value as string[]];
}

/** The text of an element or component of a segment. */
export function textAt(segment: EdiSegment, place: ElementPlace): string {
  const { element, component } = place;
  const value = segment.raw[element];
  if (value === undefined) return '';
  if (typeof value === 'string') return component === undefined || component === 0 ? value.trim() : '';
  if (component === undefined) return firstText(value).trim();
  return (firstRepetition(value)[component] ?? '').trim();
}
