import type { CatalogueConnector, Connection } from '../api/connections.ts';
import type { FlowFinding } from '../api/flows.ts';
import type { FlowDefinition, FlowNode } from '../flow.ts';
import type { NodeKind } from '../kind.ts';

/** What validation may look up. Whatever is left out is not checked. */
export interface ValidationContext {
  /** Whether an expression parses; gives what is wrong and where (index of the character), or undefined. */
  checkExpression?(source: string): { message: string; position?: number | undefined } | undefined;
  /** What an expression reads, as dotted paths such as `$steps.book.body`. Left out: read off its text. */
  dependencies?(source: string): readonly string[];
  /** Lookup tables that an expression names. */
  tablesIn?(source: string): readonly string[];
  /** Keys of the lookup tables that there are. */
  lookupTables?: readonly string[];
  /** Versions of registered schemas, by reference (`order@1`). */
  schemas?: ReadonlyMap<string, { deprecated: boolean }>;
  connectors?: readonly CatalogueConnector[];
  /** Connections of the environment in question. */
  connections?: readonly Pick<Connection, 'key' | 'connector'>[];
  /** Name of that environment, for messages. */
  environment?: string;
}

export interface FlowFindings {
  errors: FlowFinding[];
  warnings: FlowFinding[];
}

/** A node with what is known of it, as the rules see it. */
export interface NodeView {
  node: FlowNode;
  /** Path in the document, for example `nodes[3]`. */
  path: string;
  kind: NodeKind | undefined;
  /** Whether the config fits the kind's schema; rules that read the config ask for it. */
  configFits: boolean;
  /** Output ports, the error port included if there is one. */
  ports: readonly string[];
}

/** The document as the rules see it: its shape is right, all else is open. */
export interface FlowView {
  definition: FlowDefinition;
  nodes: readonly NodeView[];
  /** The first node of each id. */
  byId: ReadonlyMap<string, NodeView>;
}

/** A finding on a node; `path` is relative to it. */
export function nodeFinding(view: NodeView, path: string, message: string, rule: string): FlowFinding {
  return { path: path === '' ? view.path : `${view.path}.${path}`, nodeId: view.node.id, message, rule };
}
