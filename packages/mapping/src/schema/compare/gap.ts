/** What a change is about. */
export type SchemaChangeKind =
  | 'fieldAdded'
  | 'fieldRemoved'
  | 'required'
  | 'type'
  | 'values'
  | 'range'
  | 'length'
  | 'pattern'
  | 'format'
  | 'otherFields'
  | 'rule'
  | 'documentation';

/** Something that one schema asks for and the other does not assure. */
export interface Gap {
  path: string;
  kind: SchemaChangeKind;
  /** The keyword; tells gaps of one kind at one place apart. */
  keyword: string;
  /** What the schema asks for; undefined where there is nothing to show. */
  asks?: unknown;
  /** What the other one says of the same. */
  has?: unknown;
}
