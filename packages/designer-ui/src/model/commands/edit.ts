import type { FlowDefinition, FlowNode, FlowSettings } from '@crossdock/flow-schema';
import type { Change } from '../change.ts';
import { findNode } from '../graph.ts';
import { edgesAfterConfig } from './ports.ts';

/** The fields of a node that its inspector changes, apart from the config; undefined removes one. */
export type NodePatch = {
  [Key in 'name' | 'notes' | 'retry' | 'timeoutMs' | 'desk' | 'disabled' | 'pinnedOutput' | 'size']?:
    FlowNode[Key] | undefined;
};

function without<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}

const replaced = (definition: FlowDefinition, node: FlowNode): FlowDefinition => ({
  ...definition,
  nodes: definition.nodes.map((each) => (each.id === node.id ? node : each)),
});

/** Changes fields of a node. Typing in the same field becomes one step of undo. */
export function updateNode(definition: FlowDefinition, id: string, patch: NodePatch): Change {
  const node = findNode(definition, id);
  const keys = Object.keys(patch);
  const label = keys[0] === 'name' ? 'Rename' : 'Change step';
  if (!node) return { label, definition };
  return {
    label,
    definition: replaced(definition, without({ ...node, ...patch }) as FlowNode),
    coalesce: `node:${id}:${keys.join()}`,
  };
}

/** Sets a node's config; `field` is the place that was edited, for undo. */
export function setConfig(
  definition: FlowDefinition,
  id: string,
  config: Record<string, unknown>,
  field = '',
): Change {
  const node = findNode(definition, id);
  if (!node) return { label: 'Change step', definition };
  const changed = { ...node, config };
  return {
    label: `Change ${node.name}`,
    definition: {
      ...replaced(definition, changed),
      edges: edgesAfterConfig(definition.edges, node, changed),
    },
    coalesce: `config:${id}:${field}`,
  };
}

/** Switches nodes off, or on again: a node that is off is passed over. */
export function setDisabled(definition: FlowDefinition, ids: readonly string[], disabled: boolean): Change {
  const chosen = new Set(ids);
  return {
    label: disabled ? 'Switch off' : 'Switch on',
    definition: {
      ...definition,
      nodes: definition.nodes.map((node) =>
        chosen.has(node.id)
          ? (without({ ...node, disabled: disabled ? true : undefined }) as FlowNode)
          : node,
      ),
    },
  };
}

export function renameFlow(definition: FlowDefinition, name: string): Change {
  return { label: 'Rename flow', definition: { ...definition, name }, coalesce: 'flow:name' };
}

export function setDescription(definition: FlowDefinition, description: string): Change {
  const { description: _before, ...rest } = definition;
  return {
    label: 'Change description',
    definition: description ? { ...rest, description } : rest,
    coalesce: 'flow:description',
  };
}

export function setSettings(definition: FlowDefinition, settings: FlowSettings, field = ''): Change {
  const filled = without(settings);
  const { settings: _before, ...rest } = definition;
  return {
    label: 'Change settings',
    definition: Object.keys(filled).length > 0 ? { ...rest, settings: filled } : rest,
    coalesce: `flow:settings:${field}`,
  };
}

/** Puts another document in the place of this one: from the JSON view, an older version, or a colleague. */
export function replaceDefinition(definition: FlowDefinition, label: string, coalesce?: string): Change {
  return { label, definition, ...(coalesce !== undefined && { coalesce }) };
}
