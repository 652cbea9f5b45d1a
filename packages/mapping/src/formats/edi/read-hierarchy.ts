import type { DocumentLimits } from '../limits.ts';
import type { CompiledHierarchy, CompiledLevel, CompiledLoop } from './compiled.ts';
import { append } from './data.ts';
import { openFrame } from './frame.ts';
import type { Frame } from './frame.ts';
import type { EdiReport } from './report.ts';
import { textAt } from './segment.ts';
import type { EdiSegment } from './segment.ts';

/** One occurrence of a hierarchical loop. */
interface Node {
  level: CompiledLevel;
  parent: Node | undefined;
  frame: Frame;
  depth: number;
}

const nothing: CompiledLoop = { inOrder: [], entries: new Map(), required: [] };

/** Nests the occurrences of a hierarchical loop in the ones that they name as their parents. */
export class HierarchyReader {
  private readonly report: EdiReport;
  private readonly maxDepth: number;
  private readonly nodes = new Map<string, Node>();
  private readonly byFrame = new WeakMap<Frame, Node>();

  constructor(report: EdiReport, limits: DocumentLimits) {
    this.report = report;
    this.maxDepth = limits.maxDepth;
  }

  /**
   * Begins an occurrence.
   * @param holder The loop in which the hierarchy stands
   * @param open The loops open within it
   * @returns The loops that are open then, from the outermost to the one that begins
   */
  enter(segment: EdiSegment, hierarchy: CompiledHierarchy, holder: Frame, open: readonly Frame[]): Frame[] {
    const level = this.levelOf(segment, hierarchy);
    if (level === undefined)
      return [...open.filter(({ unknown }) => !unknown), openFrame(nothing, {}, segment, true)];
    const parent = this.parentOf(segment, hierarchy, level, open);
    const data = append(parent?.frame.data ?? holder.data, level.name);
    const frame = openFrame(level.loop, data, segment);
    const node = { level, parent, frame, depth: (parent?.depth ?? 0) + 1 };
    const id = textAt(segment, hierarchy.id);
    if (id !== '') this.nodes.set(id, node);
    this.byFrame.set(frame, node);
    return chainOf(node);
  }

  /** Forgets all but what stands in one of the outermost: nothing more is coming for the others. */
  forget(kept: Frame | undefined): void {
    for (const [id, node] of this.nodes) if (chainOf(node)[0] !== kept) this.nodes.delete(id);
  }

  private levelOf(
    segment: EdiSegment,
    { level: place, levels }: CompiledHierarchy,
  ): CompiledLevel | undefined {
    const code = place === undefined ? '' : textAt(segment, place);
    const level =
      levels.find(({ codes }) => codes?.has(code)) ?? levels.find(({ codes }) => codes === undefined);
    if (level === undefined) {
      const reason = `the guide knows no level "${code.slice(0, 20)}"; what is in it is found among the segments only`;
      this.report.fault('level', reason, segment, { element: place?.element, value: code });
    }
    return level;
  }

  private parentOf(
    segment: EdiSegment,
    hierarchy: CompiledHierarchy,
    level: CompiledLevel,
    open: readonly Frame[],
  ): Node | undefined {
    const id = textAt(segment, hierarchy.parent);
    const named = id === '' ? undefined : this.nodes.get(id);
    if (id === '' && level.index === 0) return undefined;
    const place = { element: hierarchy.parent.element, value: id };
    if (named === undefined && id !== '') {
      this.report.fault('parent', `there is no "${id.slice(0, 20)}" before it`, segment, place);
    }
    const from = named ?? this.lastOpen(open);
    const fitting = this.fitting(from, level);
    if (named !== undefined && fitting !== named) {
      const reason = `a level of ${level.name} may not stand in one of ${named.level.name}`;
      this.report.fault('parent', reason, segment, place);
    } else if (fitting === undefined && level.index > 0 && named === undefined) {
      this.report.fault('parent', `there is nothing that it may stand in`, segment, place);
    }
    return fitting;
  }

  private lastOpen(open: readonly Frame[]): Node | undefined {
    for (let index = open.length - 1; index >= 0; index -= 1) {
      const frame = open[index];
      const node = frame === undefined ? undefined : this.byFrame.get(frame);
      if (node !== undefined) return node;
    }
    return undefined;
  }

  /** The node itself or the nearest around it that a level may stand in. */
  private fitting(from: Node | undefined, level: CompiledLevel): Node | undefined {
    let node = from;
    while (node !== undefined && (!level.within.has(node.level.name) || node.depth >= this.maxDepth)) {
      node = node.parent;
    }
    return node;
  }
}

function chainOf(node: Node): Frame[] {
  const chain: Frame[] = [];
  for (let at: Node | undefined = node; at !== undefined; at = at.parent) chain.push(at.frame);
  return chain.reverse();
}
