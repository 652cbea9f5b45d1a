import type { CompiledCondition, Condition } from './conditions.ts';
import type { ElementType, Guide } from './guide.ts';
import type { ElementPlace } from './segment.ts';

/** A guide made ready for reading and writing: names looked up, positions counted. */
export interface CompiledGuide {
  /** `004010/850` */
  id: string;
  guide: Guide;
  root: CompiledLoop;
}

export interface CompiledLoop {
  /** In the order in which the standard wants them. */
  inOrder: readonly CompiledEntry[];
  /** By segment, those with `when` first. */
  entries: ReadonlyMap<string, readonly CompiledEntry[]>;
  required: readonly CompiledEntry[];
}

export interface CompiledEntry {
  segment: string;
  title: string;
  /** Place in the order of its loop; entries for the same segment one after another share it. */
  index: number;
  /** Where the object goes; empty for entries that are merged into the enclosing object, and for hierarchies. */
  path: readonly string[];
  many: boolean;
  max: number;
  merge: boolean;
  required: boolean;
  fields: readonly CompiledField[];
  /** Elements that the segment has. */
  size: number;
  /** Elements and components that must be there. */
  requiredFields: readonly FieldPlace[];
  conditions: readonly CompiledCondition[];
  when: CompiledWhen | undefined;
  fixed: readonly FixedValue[];
  numbered: string | undefined;
  picks: readonly CompiledPick[];
  /** Set for loops. */
  loop: CompiledLoop | undefined;
  hierarchy: CompiledHierarchy | undefined;
}

/** Where a named value stands. */
export interface FieldPlace extends ElementPlace {
  name: string;
}

export interface CompiledWhen extends FieldPlace {
  in: ReadonlySet<string>;
  /** Written when the data has none. */
  usual: string;
}

export interface FixedValue extends FieldPlace {
  value: string;
}

export interface CompiledPick {
  path: readonly string[];
  element: string;
  where: string;
  in: ReadonlySet<string>;
  usual: string;
}

export interface CompiledHierarchy {
  id: FieldPlace;
  parent: FieldPlace;
  level: FieldPlace | undefined;
  levels: readonly CompiledLevel[];
}

export interface CompiledLevel {
  name: string;
  title: string;
  index: number;
  /** undefined: any other code. */
  codes: ReadonlySet<string> | undefined;
  usual: string | undefined;
  within: ReadonlySet<string>;
  loop: CompiledLoop;
}

export type CompiledField = ScalarField | ListField | CompositeField | RepeatedField;

export interface ScalarField {
  kind: 'scalar';
  position: number;
  name: string;
  title: string;
  type: ElementType;
  codes: Readonly<Record<string, string>> | undefined;
  codesClosed: boolean;
  required: boolean;
  minLength: number;
  maxLength: number;
  /** Whether a value is held against its length or codes. */
  checked: boolean;
  /** For dates by a code: where in the composite the code stands, and its name. */
  format: { position: number; name: string } | undefined;
}

/** Values gathered in one list. */
export interface ListField {
  kind: 'list';
  position: number;
  name: string;
  title: string;
  required: boolean;
  /** Most repetitions in one element; 1 when it is never repeated in writing. */
  repeats: number;
  /** One scalar for a list of values, else the parts of the objects of the list. */
  parts: readonly CompiledField[];
  objects: boolean;
}

export interface CompositeField {
  kind: 'composite';
  position: number;
  name: string;
  required: boolean;
  /** Positions count the components from 0. */
  components: readonly CompiledField[];
  conditions: readonly Condition[];
}

export interface RepeatedField {
  kind: 'repeated';
  position: number;
  name: string;
  title: string;
  required: boolean;
  count: number;
  /** Elements in each group. */
  size: number;
  fields: readonly CompiledField[];
  /** Those of each group. */
  conditions: readonly Condition[];
}
