import type { Static, TSchema } from 'typebox';
import type { FlowDefinition, FlowNode } from './flow.ts';

export type NodeGroup = 'trigger' | 'document' | 'connector' | 'control' | 'business' | 'note';

/** An output port of a node; edges leave by it. */
export interface Port {
  id: string;
  label: string;
}

/** What a rule has to say of a node. `path` is relative to the node, for example `config.cases[0].when`. */
export interface Finding {
  path: string;
  message: string;
  rule: string;
}

export interface LintContext {
  node: FlowNode;
  definition: FlowDefinition;
  /** Whether an edge leaves the node by this port. */
  isWired(port: string): boolean;
}

/**
 * All that the canvas, the palette, the inspector and validation know of a node type.
 * The engine has one executor of the same name beside it; adding a type means adding these two.
 */
export interface NodeKind<Config extends TSchema = TSchema> {
  group: NodeGroup;
  label: string;
  /** One sentence for the palette. */
  summary: string;
  /** Name of a Tabler icon, without the `Icon` prefix, for example `Webhook`. */
  icon: string;
  config: Config;
  /** Whether edges may arrive at it. */
  hasInput: boolean;
  /** Output ports, apart from the error port; some depend on the config. */
  ports(config: Static<Config>): Port[];
  /** Whether it has an error port. */
  canFail: boolean;
  /** Config of a freshly placed node. */
  defaults: Static<Config>;
  /** Rules beyond the schema that block publishing. */
  errors?(config: Static<Config>, context: LintContext): Finding[];
  /** Rules of good practice. */
  warnings?(config: Static<Config>, context: LintContext): Finding[];
}

/** Gives the config its type inside `ports`, `defaults` and the rules. */
export const defineKind = <Config extends TSchema>(kind: NodeKind<Config>): NodeKind<Config> => kind;
