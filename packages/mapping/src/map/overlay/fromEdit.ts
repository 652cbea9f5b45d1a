import { findField } from '../edit/locate.ts';
import type { LookupNode, MapTree } from '../nodes.ts';
import { readMap } from '../read.ts';
import { diffMaps, type FieldDifference } from './diff.ts';
import type { Overlay, OverlayAction, OverlayChange } from './overlay.ts';

/** The overlay that makes an edited map out of the template. */
export function overlayFromEdit(template: string, edited: string): Overlay {
  const [before, after] = [readMap(template), readMap(edited)];
  return { changes: diffMaps(before, after).map((difference) => changeFor(after, difference)) };
}

function changeFor(edited: MapTree, { path, kind, before, after }: FieldDifference): OverlayChange {
  const base = before === undefined ? {} : { base: before };
  if (kind === 'removed') return { path, kind: 'remove', ...base };
  if (kind === 'added') return { path, kind: 'add', expression: after ?? 'null' };
  return { path, ...actionFor(edited, path, after ?? ''), ...base };
}

/** Constants and lookups are kept as such, so that the picture can show them in their own forms. */
function actionFor(edited: MapTree, path: string, expression: string): OverlayAction {
  const value = path === '' ? edited.root : findField(edited, path)?.value;
  if (value?.kind === 'constant') return { kind: 'constant', value: value.value };
  const lookup = value?.kind === 'lookup' ? lookupAction(value) : undefined;
  return lookup ?? { kind: 'expression', expression };
}

function lookupAction({ table, key, options }: LookupNode): OverlayAction | undefined {
  const action: OverlayAction = { kind: 'lookup', table, key: key.expression };
  if (options === undefined) return action;
  const [entry, ...more] = options.syntax.kind === 'object' ? options.syntax.entries : [];
  if (entry === undefined || more.length > 0 || entry.key.kind !== 'string') return undefined;
  if (entry.key.value !== 'default') return undefined;
  const from = entry.value.from - options.from;
  return { ...action, default: options.expression.slice(from, entry.value.to - options.from) };
}
