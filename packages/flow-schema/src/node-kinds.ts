import type { NodeKind } from './kind.ts';
import { acknowledge } from './nodes/acknowledge.ts';
import { connector } from './nodes/connector.ts';
import { fail } from './nodes/fail.ts';
import { filter } from './nodes/filter.ts';
import { lookup } from './nodes/lookup.ts';
import { manual } from './nodes/manual.ts';
import { map } from './nodes/map.ts';
import { milestone } from './nodes/milestone.ts';
import { note } from './nodes/note.ts';
import { parse } from './nodes/parse.ts';
import { respond } from './nodes/respond.ts';
import { schedule } from './nodes/schedule.ts';
import { serialize } from './nodes/serialize.ts';
import { switchKind } from './nodes/switch.ts';
import { validate } from './nodes/validate.ts';
import { webhook } from './nodes/webhook.ts';

/** Every node type there is, in the order of the palette. */
export const nodeKinds = {
  webhook,
  schedule,
  manual,
  parse,
  map,
  serialize,
  acknowledge,
  lookup,
  validate,
  connector,
  switch: switchKind,
  filter,
  respond,
  fail,
  milestone,
  note,
} as const satisfies Record<string, NodeKind>;

export type NodeType = keyof typeof nodeKinds;

/** Types that run; notes are for readers only. */
export type ExecutableType = Exclude<NodeType, 'note'>;

export const nodeTypes = Object.keys(nodeKinds) as NodeType[];

export function isNodeType(type: string): type is NodeType {
  return Object.hasOwn(nodeKinds, type);
}

export function isExecutableType(type: string): type is ExecutableType {
  return isNodeType(type) && type !== 'note';
}

/** The kind of a type with its config loosened, for code that treats all kinds alike. */
export function kindOf(type: string): NodeKind | undefined {
  return isNodeType(type) ? nodeKinds[type] : undefined;
}
