import { applyChanges, type TextChange } from '../../syntax/edit/changes.ts';
import type { TextRange } from '../../syntax/tree.ts';
import { MapEditError } from '../edit/errors.ts';
import { addField, removeField, setExpression } from '../edit/fields.ts';
import { findField } from '../edit/locate.ts';
import { setConstant, setLookup } from '../edit/values.ts';
import type { MapTree } from '../nodes.ts';
import { EACH, formatPath, isWhole, parsePath } from '../paths.ts';
import { readMap } from '../read.ts';
import type { Overlay, OverlayChange } from './overlay.ts';

/** A change that found no place. */
export interface OverlayProblem {
  path: string;
  code: MapEditError['code'] | 'syntax';
  message: string;
}

/** A template with an overlay. */
export interface EffectiveMap {
  text: string;
  /** Where each change that could be made stands in the text; removed fields stand nowhere. */
  applied: readonly ({ path: string } & Partial<TextRange>)[];
  problems: readonly OverlayProblem[];
}

/**
 * The map that holds for a partner: the template with the overlay's changes. What can't be changed is told
 * and left as the template has it.
 */
export function applyOverlay(template: string, overlay: Overlay): EffectiveMap {
  const work = new Application(template);
  const ofKind = (...kinds: OverlayChange['kind'][]) =>
    overlay.changes.filter(({ kind }) => kinds.includes(kind));
  work.replace(ofKind('expression', 'constant', 'lookup'));
  // From the end of the text on, so that those before stay where they are.
  for (const change of ofKind('remove').toReversed()) work.make(change);
  for (const change of ofKind('add')) work.make(change);
  return work.result(overlay.changes);
}

class Application {
  private text: string;
  private readonly problems: OverlayProblem[] = [];
  private readonly made = new Set<OverlayChange>();

  constructor(template: string) {
    this.text = template;
  }

  /** Changes of fields that are there, at once as far as they do not lie in one another. */
  replace(changes: readonly OverlayChange[]): void {
    let left = changes;
    while (left.length > 0) {
      const map = readMap(this.text);
      const edits: TextChange[] = [];
      const later: OverlayChange[] = [];
      for (const change of left) {
        const found = this.editsOf(map, change);
        if (found === undefined) continue;
        if (overlaps(edits, found)) later.push(change);
        else edits.push(...found);
      }
      this.text = applyChanges(this.text, edits);
      left = later;
    }
  }

  make(change: OverlayChange): void {
    const edits = this.editsOf(readMap(this.text), change);
    if (edits !== undefined) this.text = applyChanges(this.text, edits);
  }

  result(changes: readonly OverlayChange[]): EffectiveMap {
    const map = readMap(this.text);
    const applied = changes
      .filter((change) => this.made.has(change))
      .map(({ path, kind }) => {
        const field = kind === 'remove' ? undefined : findField(map, path);
        return field === undefined ? { path } : { path, from: field.from, to: field.to };
      });
    return { text: this.text, applied, problems: this.problems };
  }

  private editsOf(map: MapTree, change: OverlayChange): TextChange[] | undefined {
    try {
      const edits = editsFor(map, change);
      this.made.add(change);
      return edits;
    } catch (error) {
      if (!(error instanceof MapEditError)) throw error;
      this.problems.push({ path: change.path, code: error.code, message: error.message });
      return undefined;
    }
  }
}

function editsFor(map: MapTree, change: OverlayChange): TextChange[] {
  const { path } = change;
  if (change.kind === 'add') return addAt(map, path, change.expression);
  if (path !== '' && findField(map, path) === undefined) {
    throw new MapEditError('noField', path, `The template has no field ${path}`);
  }
  switch (change.kind) {
    case 'expression':
      return setExpression(map, path, change.expression);
    case 'constant':
      return setConstant(map, path, change.value);
    case 'lookup':
      return setLookup(map, path, change);
    case 'remove':
      return removeField(map, path);
  }
}

/** Adds a field to an object that the template has: nothing is made up around it. */
function addAt(map: MapTree, path: string, expression: string): TextChange[] {
  const { parent, name } = splitPath(path);
  if (!isWhole(parent) && findField(map, parent) === undefined) {
    throw new MapEditError('noField', path, `The template has no ${parent} for ${name} to come into`);
  }
  return addField(map, parent, name, expression);
}

/** Parent and name of a field's path. */
export function splitPath(path: string): { parent: string; name: string } {
  const steps = parsePath(path) ?? [path];
  const name = steps.at(-1);
  if (name === undefined || name === EACH) throw new MapEditError('badPath', path, `${path} names no field`);
  return { parent: formatPath(steps.slice(0, -1)), name: String(name) };
}

function overlaps(edits: readonly TextChange[], others: readonly TextChange[]): boolean {
  return others.some((one) => edits.some((other) => one.from < other.to && other.from < one.to));
}
