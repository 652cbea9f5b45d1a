import type { MapCase, MapCaseResult, RunCasesOptions } from '../../map-tests/cases.ts';
import { runMapCases } from '../../map-tests/runCases.ts';
import { findField, objectIn } from '../edit/locate.ts';
import { lookupExpression } from '../edit/values.ts';
import { childNodes, type MapNode, type MapTree } from '../nodes.ts';
import { readMap } from '../read.ts';
import { applyOverlay, splitPath } from './apply.ts';
import { isWhole } from '../paths.ts';
import { meaning } from './diff.ts';
import type { Overlay, OverlayChange } from './overlay.ts';

/** A change that the new version of the template leaves open; a person decides. */
export interface OverlayConflict {
  path: string;
  /**
   * `changed`: the template now has another expression; `gone`: it has no such field any more; `taken`: it
   * now has a field of its own; `around`: the field is made for other entries than before.
   */
  reason: 'changed' | 'gone' | 'taken' | 'around';
  /** Expression of the old template, or the list that entries come from. */
  was?: string;
  /** The same of the new template. */
  now?: string;
  change: OverlayChange;
}

/** An overlay carried over to another version of its template. */
export interface RebasedOverlay {
  /** The changes that hold as they are, with the new template's expressions as their base. */
  overlay: Overlay;
  conflicts: readonly OverlayConflict[];
  /** Paths of changes that the new template makes itself: they are not needed any more. */
  adopted: readonly string[];
}

/** Carries an overlay over from one version of a template to another. */
export function rebaseOverlay(overlay: Overlay, oldTemplate: string, newTemplate: string): RebasedOverlay {
  const rebase = new Rebase(readMap(oldTemplate), readMap(newTemplate));
  for (const change of overlay.changes) rebase.carry(change);
  const { carried, conflicts, adopted } = rebase;
  return { overlay: { changes: carried }, conflicts, adopted };
}

/** The change of a conflict for the new template, where a person decides to keep it. */
export function keepChange({ change, now, reason }: OverlayConflict): OverlayChange {
  const { base: _base, ...rest } = change;
  if (reason === 'around') return change;
  if (reason === 'gone' && change.kind === 'expression') {
    return { ...rest, kind: 'add', expression: change.expression };
  }
  if (reason === 'taken' && change.kind === 'add' && now !== undefined) {
    return { ...rest, kind: 'expression', expression: change.expression, base: now };
  }
  return now === undefined ? { ...rest } : { ...rest, base: now };
}

class Rebase {
  readonly carried: OverlayChange[] = [];
  readonly conflicts: OverlayConflict[] = [];
  readonly adopted: string[] = [];
  private readonly before: MapTree;
  private readonly after: MapTree;

  constructor(before: MapTree, after: MapTree) {
    this.before = before;
    this.after = after;
  }

  carry(change: OverlayChange): void {
    const now = expressionAt(this.after, change.path);
    const was = change.base ?? expressionAt(this.before, change.path);
    if (isDone(change, now)) this.adopted.push(change.path);
    else if (change.kind === 'add') this.carryAddition(change, now);
    else if (now === undefined) this.conflict(change, 'gone', { was });
    else if (was === undefined || !isSame(was, now)) this.conflict(change, 'changed', { was, now });
    else this.carryInside({ ...change, base: now });
  }

  private carryAddition(change: OverlayChange, now: string | undefined): void {
    if (now !== undefined) this.conflict(change, 'taken', { now });
    else if (parentObject(this.after, change.path) === undefined) this.conflict(change, 'gone', {});
    else this.carryInside(change);
  }

  /** A field inside a list means something else when the list is made of something else. */
  private carryInside(change: OverlayChange): void {
    const [was, now] = [loopsAround(this.before, change.path), loopsAround(this.after, change.path)];
    const isAlike = was.length === now.length && was.every((loop, index) => isSame(loop, now[index] ?? ''));
    if (isAlike || change.kind === 'remove') this.carried.push(change);
    else this.conflict(change, 'around', { was: was.join(' → '), now: now.join(' → ') });
  }

  private conflict(
    change: OverlayChange,
    reason: OverlayConflict['reason'],
    { was, now }: { was?: string | undefined; now?: string | undefined },
  ): void {
    this.conflicts.push({
      path: change.path,
      reason,
      ...(was === undefined ? {} : { was }),
      ...(now === undefined ? {} : { now }),
      change,
    });
  }
}

/** Whether the new template already does what the change would do. */
function isDone(change: OverlayChange, now: string | undefined): boolean {
  if (change.kind === 'remove') return now === undefined;
  if (now === undefined) return false;
  switch (change.kind) {
    case 'expression':
    case 'add':
      return isSame(change.expression, now);
    case 'constant':
      return isSame(JSON.stringify(change.value) ?? 'null', now);
    case 'lookup':
      return isSame(lookupExpression(change), now);
  }
}

function expressionAt(map: MapTree, path: string): string | undefined {
  return path === '' ? map.root.expression : findField(map, path)?.value.expression;
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [readMap(one), readMap(other)];
  return one === other || meaning(left, 0, one.length) === meaning(right, 0, other.length);
}

/** Sources of the for-eachs that a place of the target lies in, from the outside in. */
function loopsAround(map: MapTree, path: string): string[] {
  const place = findField(map, path) ?? parentObject(map, path);
  const loops: string[] = [];
  let node: MapNode | undefined = map.root;
  while (node !== undefined && place !== undefined && node !== place) {
    const inner: MapNode | undefined = childNodes(node).find(
      ({ from, to }) => from <= place.from && place.to <= to,
    );
    if ((node.kind === 'forEach' || node.kind === 'group') && inner === node.body) {
      loops.push(node.source.expression);
    }
    node = inner;
  }
  return loops;
}

/** The object that a field which is yet to be added comes into. */
function parentObject(map: MapTree, path: string): MapNode | undefined {
  if (path === '') return undefined;
  const { parent } = splitPath(path);
  const value = isWhole(parent) ? map.root : findField(map, parent)?.value;
  return value === undefined ? undefined : objectIn(value);
}

/** What a sample gives with the old and the new template, each with its overlay. */
export interface RebasePreview extends Pick<MapCaseResult, 'name' | 'differences' | 'failure'> {
  before?: unknown;
  after?: unknown;
}

/**
 * Shows on samples what a new version of a template changes for a partner.
 * @param rebased the overlay for the new template; left out: carried over as rebaseOverlay does, conflicts
 * left to the new template
 */
export function previewRebase(
  versions: { overlay: Overlay; oldTemplate: string; newTemplate: string; rebased?: Overlay },
  samples: readonly Pick<MapCase, 'name' | 'input' | 'bindings' | 'clock' | 'output'>[],
  options: RunCasesOptions = {},
): RebasePreview[] {
  const { overlay, oldTemplate, newTemplate } = versions;
  const rebased = versions.rebased ?? rebaseOverlay(overlay, oldTemplate, newTemplate).overlay;
  const before = runMapCases(applyOverlay(oldTemplate, overlay).text, samples, options);
  const cases = samples.map((sample, index) => ({ ...sample, expected: before[index]?.actual }));
  const after = runMapCases(applyOverlay(newTemplate, rebased).text, cases, options);
  return after.map(({ name, differences, failure, actual }, index) => {
    const earlier = before[index];
    const failed = failure ?? earlier?.failure;
    return {
      name,
      differences,
      ...(earlier?.actual === undefined ? {} : { before: earlier.actual }),
      ...(actual === undefined ? {} : { after: actual }),
      ...(failed === undefined ? {} : { failure: failed }),
    };
  });
}
