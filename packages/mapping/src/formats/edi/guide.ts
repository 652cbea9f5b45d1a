/**
 * The form of implementation guides: how the segments of one transaction set (X12) or message (EDIFACT) become
 * named data and back. A guide is data, `guides/<standard>/<version>/<type>.json`, beside the dictionary of
 * segments `segments.json` of its version and the code lists `guides/<standard>/codes.json`.
 *
 * One guide gives the reader (segments → data), the writer (data → segments) and the JSON Schema of the data.
 */

/**
 * Kinds of values:
 *
 * - `AN` text, `ID` code: text in the data.
 * - `DT` date of six or eight digits: `2026-11-04`. `TM` time of four to eight digits: `09:30`, `09:30:15`.
 * - `R` decimal number, with the decimal mark that the interchange names: a number.
 * - `N0` … `N6` number with so many implied decimals: `2350` of type `N2` is 23.5.
 * - `DTM` EDIFACT date, time, period or duration, written in the form that a code beside it names (`format`):
 *   102 → `2026-11-04`, 203 → `2026-11-04T09:30`, 718 → `2026-11-01/2026-11-30`, 804 → `P30D`.
 */
export const elementTypes = [
  'AN',
  'ID',
  'DT',
  'TM',
  'R',
  'N0',
  'N1',
  'N2',
  'N3',
  'N4',
  'N5',
  'N6',
  'DTM',
] as const;
export type ElementType = (typeof elementTypes)[number];

/** One element of a segment, or one component of a composite, in the order in which they are written. */
export interface GuideElement {
  /** Name in the data, in camelCase. For composites a name for messages only: their components have the names. */
  name: string;
  /** Name for people. */
  title?: string | undefined;
  /** One of `elementTypes`; `AN` when left out. */
  type?: string | undefined;
  /** For `DTM`: name of the component in the same composite that holds the code of the form. */
  format?: string | undefined;
  /** Name of the code list that explains the values. */
  codes?: string | undefined;
  /** Only the codes of the list are valid: others are reported (and read all the same). */
  codesClosed?: boolean | undefined;
  /** A segment without it is reported; data without it can't be written. */
  required?: boolean | undefined;
  /** Characters of the value as written. Departures are reported in reading, refused in writing. */
  minLength?: number | undefined;
  maxLength?: number | undefined;
  /**
   * Values of this name are gathered in one list: over several elements (or components) of that name, over
   * repetitions of the element, and over the segment of an object and those merged into it (LIN and PIA). With
   * `components`, the list holds objects: `COM` with `{ name: "numbers", list: true, components: [number, type] }`.
   */
  list?: boolean | undefined;
  /**
   * With `list`: how often the element may be repeated by the repetition separator when it is written. Left out,
   * the list is written over elements and segments. Reading takes both.
   */
  repeats?: number | undefined;
  /** For composites: their parts, each under its own name beside the other elements of the segment. */
  components?: GuideElement[] | undefined;
  /**
   * A run of equal groups of elements (such as qualifier and number): so many groups of `elements` one after
   * another are read as a list of objects under `name`. An element of the group may be a composite. A second run
   * of the same name in the segment goes on with the list.
   */
  repeat?: number | undefined;
  elements?: GuideElement[] | undefined;
  /** What the parts of a composite, or of each group of a run, ask of one another: see `GuideSegment`. */
  conditions?: string[] | undefined;
}

export interface GuideSegment {
  title: string;
  elements: GuideElement[];
  /**
   * What elements ask of one another, by their positions of two digits, as X12 writes it (`conditions.ts` has the
   * letters, and what EDIFACT calls them): `P0304` both or none, `R0203` one at least, `E0203` one at most, `C0302`
   * the first asks for the others, `L070809` the first asks for one of the others. A segment that does not keep
   * them is reported; data that does not keep them can't be written.
   */
  conditions?: string[] | undefined;
}

/** The segments that the guides of one version share. */
export interface SegmentDictionary {
  version: string;
  segments: Readonly<Record<string, GuideSegment>>;
}

/** Meanings of codes, by the name of the list. */
export type CodeLists = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A value that tells a segment from others of its kind. */
export interface GuideWhen {
  /** Name of an element or component of the segment. */
  element: string;
  /** The entry is for segments with one of these values. The first is written when the data has none. */
  in: string[];
}

/** Copies a value to a second place, where it is easier to find and to set. */
export interface GuidePick {
  /** Where the copy goes, seen from the enclosing object; dots lead into objects. */
  as: string;
  /** Name of the element that is copied. */
  element: string;
  /**
   * Only from segments in which this element has one of the values: the first of the values where there is such a
   * segment, else from the first segment with any other. Data that has the copy alone is written as a segment with
   * the first of them.
   */
  where: string;
  in: string[];
}

/** One level of a hierarchy: shipment, order, tare, pack, item. Always a list in the data. */
export interface GuideLevel {
  /** Name of the list in the object of the parent. */
  as: string;
  title?: string | undefined;
  /** Codes of the level (HL03). The first is written when the data has none. Left out: any other code. */
  in?: string[] | undefined;
  /** Names (`as`) of the levels it may stand in, itself included; all earlier levels when left out. */
  within?: string[] | undefined;
  content: GuideEntry[];
}

/**
 * A loop whose occurrences name their parents (X12 HL, EDIFACT CPS): each is nested in the one it names. Where
 * identifiers are wrong, in the last open one that it may stand in.
 */
export interface GuideHierarchy {
  /** Name of the element with the identifier. Numbered from 1 in writing when the data has none. */
  id: string;
  /** Name of the element with the parent's identifier. Made by nesting in writing when the data has none. */
  parent: string;
  /** Name of the element with the code of the level. */
  level?: string | undefined;
  /** From the outermost in; only the first stands outside of any other. */
  levels: GuideLevel[];
}

/**
 * One segment or loop in its place. Place in `content` is the order in which the standard wants them: departures
 * are reported, and read all the same. A segment belongs to the innermost open loop that knows it.
 *
 * The same segment may stand several times in one `content`: told apart by `when` (an entry without `when` takes
 * what no other takes), else by order (before and after `UNS`, say).
 */
export interface GuideEntry {
  segment?: string | undefined;
  /** The segment that begins the loop (segment group); its elements become fields of the loop's object. */
  loop?: string | undefined;
  title?: string | undefined;
  /**
   * Name in the data; dots lead into objects. Every name is given once in an object. Left out when `merge` is set,
   * for a `hierarchy`, and for segments that hold nothing but `fixed` values.
   */
  as?: string | undefined;
  /** May come several times: a list in the data, even if it comes once. */
  many?: boolean | undefined;
  /** Greatest count, where `many`. More are reported and read. */
  max?: number | undefined;
  /** The elements become fields of the enclosing object (with `many`: only those with `list`). */
  merge?: boolean | undefined;
  required?: boolean | undefined;
  when?: GuideWhen | undefined;
  /** Values by element name that are no part of the data and always written: `{ "section": "S" }` of UNS. */
  fixed?: Readonly<Record<string, string>> | undefined;
  /** Name of the element that numbers the occurrences from 1 in writing, where the data has none (LX, LIN). */
  numbered?: string | undefined;
  pick?: GuidePick[] | undefined;
  /** With `loop`, in place of `as` and `content`. */
  hierarchy?: GuideHierarchy | undefined;
  /** What the loop holds after the segment that begins it. */
  content?: GuideEntry[] | undefined;
}

/** How the documents of one type are read and written: data, one file for each type and version. */
export interface Guide {
  /** `004010`, `D96A` */
  version: string;
  /** `850`, `ORDERS` */
  transaction: string;
  title: string;
  /** X12: the functional identifier of groups with this transaction set. */
  functionalId?: string | undefined;
  /** Segments that this guide names differently from the dictionary of its version. */
  segments?: Readonly<Record<string, GuideSegment>> | undefined;
  content: GuideEntry[];
}
