/** Kinds of values, as the standard names them: text, code, date, time, decimal, number with implied decimals. */
export type ElementType = 'AN' | 'ID' | 'DT' | 'TM' | 'R' | 'N0' | 'N1' | 'N2' | 'N3' | 'N4';

/** One element of a segment, in a guide's data. */
export interface GuideElement {
  /** Name in the parsed data, in camelCase. */
  name: string;
  /** Name for people. */
  title?: string | undefined;
  /** Text when left out. */
  type?: string | undefined;
  /** Name of the code list that explains the values. */
  codes?: string | undefined;
  /** Values of this name are gathered in one list, over several elements and repeated segments. */
  list?: boolean | undefined;
  /** For composites: the parts that are read, each under its own name beside the other elements. */
  components?: GuideElement[] | undefined;
  /** A run of equal groups of elements (such as qualifier and number), read as a list of objects. */
  repeat?: number | undefined;
  elements?: GuideElement[] | undefined;
}

export interface GuideSegment {
  title: string;
  elements: GuideElement[];
}

/** Segments and code lists that the guides of one version share. */
export interface SegmentDictionary {
  version: string;
  segments: Readonly<Record<string, GuideSegment>>;
}

export type CodeLists = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Copies a value to a second place where it is easier to find. */
export interface GuidePick {
  as: string;
  /** Name of the element that is copied. */
  element: string;
  /** Only from segments in which this element has one of the values. */
  where: string;
  in: string[];
}

/** One segment or loop in its place. */
export interface GuideEntry {
  segment?: string | undefined;
  /** The segment that begins the loop; its elements become fields of the loop's object. */
  loop?: string | undefined;
  title?: string | undefined;
  /** Name in the parsed data; dots lead into objects. Left out when `merge` is set. */
  as?: string | undefined;
  /** May come several times: a list in the data, even if it comes once. */
  many?: boolean | undefined;
  /** The elements become fields of the enclosing object. */
  merge?: boolean | undefined;
  required?: boolean | undefined;
  pick?: GuidePick | undefined;
  content?: GuideEntry[] | undefined;
}

/** How the documents of one transaction type are read: data, one file for each type and version. */
export interface Guide {
  version: string;
  transaction: string;
  title: string;
  functionalId: string;
  content: GuideEntry[];
}
