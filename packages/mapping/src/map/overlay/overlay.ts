import type { LookupSetting } from '../edit/values.ts';

/** What an overlay does with one field of the target. */
export type OverlayAction =
  /** Another expression for a field that the template has. */
  | { kind: 'expression'; expression: string }
  /** A value that is always the same. */
  | { kind: 'constant'; value: unknown }
  /** What a lookup table says; a miss follows the table's own rule unless there is a default. */
  | ({ kind: 'lookup' } & LookupSetting)
  | { kind: 'remove' }
  /** A field that the template has not. */
  | { kind: 'add'; expression: string };

/** A partner's departure from the template in one field of the target. */
export type OverlayChange = OverlayAction & {
  /** `lines[].quantity` */
  path: string;
  /** Why, for people. */
  note?: string;
  /** The template's expression when the change was made; left out for fields that it had not. */
  base?: string;
};

/** All departures of a partner from a template, kept as data beside it. */
export interface Overlay {
  changes: readonly OverlayChange[];
}
