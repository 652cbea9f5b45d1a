import {
  errorPort,
  type FlowDefinition,
  type FlowEdge,
  type FlowNode,
  type Position,
} from '@crossdock/flow-schema';
import type { Edge, Node } from '@xyflow/react';
import type { Problem, Problems } from '../model/findings.ts';
import { sizeOf, type Size } from '../model/geometry.ts';
import { isNote, portOf } from '../model/graph.ts';
import type { NodeOverlay, RunOverlay } from '../model/overlay.ts';
import type { ChangeKind } from '../model/diff.ts';
import type { Selection } from '../model/change.ts';
import { summaryOf } from '../model/summary.ts';

export interface StepData extends Record<string, unknown> {
  node: FlowNode;
  summary: string;
  errorWired: boolean;
  overlay: NodeOverlay | undefined;
  problems: readonly Problem[] | undefined;
  change: ChangeKind | undefined;
  editable: boolean;
}

export type StepNode = Node<StepData, 'step'>;
export type NoteNode = Node<StepData, 'note'>;
export type CanvasNode = StepNode | NoteNode;

export interface LinkData extends Record<string, unknown> {
  editable: boolean;
  isError: boolean;
  /** Whether a run went along: undefined when no run is shown. */
  taken: boolean | undefined;
  label: string;
}
export type CanvasEdge = Edge<LinkData, 'link'>;

/** Everything that the picture is made of. */
export interface CanvasInput {
  definition: FlowDefinition;
  selection: Selection;
  overlay: RunOverlay | undefined;
  problems: Problems | undefined;
  changes: ReadonlyMap<string, ChangeKind> | undefined;
  editable: boolean;
  /** Places of nodes under the mouse, before they are dropped. */
  dragged: ReadonlyMap<string, Position>;
  /** Notes whose corner is being pulled. */
  resized: ReadonlyMap<string, Size>;
  measured: ReadonlyMap<string, Size>;
}

const stateWords: Record<string, string> = {
  queued: 'waiting',
  running: 'running',
  retrying: 'waiting for another attempt',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
  skipped: 'not run',
};

const noteText = ({ config: { text } }: FlowNode): string => (typeof text === 'string' ? text : '');

/** What a screen reader says of a node. */
function spoken(data: StepData): string {
  const { node, overlay, problems } = data;
  const parts = [node.name, data.summary];
  if (overlay) parts.push(stateWords[overlay.state] ?? overlay.state);
  if (node.disabled) parts.push('switched off');
  if (problems) parts.push(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`);
  return parts.join(', ');
}

/**
 * Turns the document into React Flow's nodes and edges. An object stays the same as long as what it is
 * made of does, so that of 500 nodes only the one that changed is drawn again.
 */
export class CanvasModel {
  #nodes = new Map<string, { parts: readonly unknown[]; made: CanvasNode }>();
  #edges = new Map<string, { parts: readonly unknown[]; made: CanvasEdge }>();

  nodes(input: CanvasInput): CanvasNode[] {
    const selected = new Set(input.selection.nodes);
    const wired = new Set(
      input.definition.edges.filter((edge) => portOf(edge) === errorPort).map((edge) => edge.source),
    );
    return input.definition.nodes.map((node) => {
      const parts = [
        node,
        input.dragged.get(node.id) ?? node.position,
        selected.has(node.id),
        wired.has(node.id),
        input.overlay?.nodes.get(node.id),
        input.problems?.byNode.get(node.id),
        input.changes?.get(node.id),
        input.editable,
        input.measured.get(node.id),
        input.resized.get(node.id),
      ] as const;
      return reuse(this.#nodes, node.id, parts, () => makeNode(...parts));
    });
  }

  edges(input: CanvasInput): CanvasEdge[] {
    const selected = new Set(input.selection.edges);
    const names = new Map(input.definition.nodes.map((node) => [node.id, node.name]));
    return input.definition.edges.map((edge) => {
      const taken = input.overlay?.taken.has(edge.id);
      const label = `${names.get(edge.source) ?? edge.source} to ${names.get(edge.target) ?? edge.target}`;
      const parts = [edge, selected.has(edge.id), taken, input.editable, label] as const;
      return reuse(this.#edges, edge.id, parts, () => makeEdge(...parts));
    });
  }
}

function reuse<T>(
  known: Map<string, { parts: readonly unknown[]; made: T }>,
  id: string,
  parts: readonly unknown[],
  make: () => T,
): T {
  const before = known.get(id);
  if (before?.parts.every((part, index) => part === parts[index])) return before.made;
  const made = make();
  known.set(id, { parts, made });
  return made;
}

function makeNode(
  node: FlowNode,
  position: Position,
  selected: boolean,
  errorWired: boolean,
  overlay: NodeOverlay | undefined,
  problems: readonly Problem[] | undefined,
  change: ChangeKind | undefined,
  editable: boolean,
  measured: Size | undefined,
  resized: Size | undefined,
): CanvasNode {
  const summary = isNote(node) ? '' : summaryOf(node);
  const data: StepData = { node, summary, errorWired, overlay, problems, change, editable };
  return {
    id: node.id,
    type: isNote(node) ? 'note' : 'step',
    position,
    data,
    selected,
    ...(resized ?? sizeOf(node)),
    ...(measured && { measured }),
    zIndex: isNote(node) ? -1 : 1,
    draggable: editable,
    connectable: editable,
    ariaLabel: isNote(node) ? `Note: ${noteText(node)}` : spoken(data),
    domAttributes: { 'data-testid': `node-${node.id}` } as NonNullable<CanvasNode['domAttributes']>,
  };
}

function makeEdge(
  edge: FlowEdge,
  selected: boolean,
  taken: boolean | undefined,
  editable: boolean,
  label: string,
): CanvasEdge {
  return {
    id: edge.id,
    type: 'link',
    source: edge.source,
    target: edge.target,
    sourceHandle: portOf(edge),
    targetHandle: 'in',
    selected,
    focusable: false,
    ariaLabel: label,
    data: { editable, isError: portOf(edge) === errorPort, taken, label },
  };
}
