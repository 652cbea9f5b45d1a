import { kindOf, nodeTypes, type CatalogueConnector, type NodeGroup } from '@crossdock/flow-schema';
import { groupOf } from '../../../canvas/node-icons.ts';
import {
  connectorTemplate,
  operationLabel,
  templateOf,
  type NodeTemplate,
} from '../../../model/node-template.ts';

/** An entry of the palette. */
export interface PaletteItem {
  id: string;
  label: string;
  summary: string;
  group: NodeGroup;
  template: NodeTemplate;
  /** Whether edges may arrive at it and leave it: what can be put into an edge, or behind a step. */
  takesInput: boolean;
  hasOutput: boolean;
}

function itemOf(type: string): PaletteItem | undefined {
  const kind = kindOf(type);
  if (!kind) return undefined;
  const template = templateOf(type);
  return {
    id: type,
    label: kind.label,
    summary: kind.summary,
    group: kind.group,
    template,
    takesInput: kind.hasInput,
    hasOutput: kind.ports(template.config).length > 0,
  };
}

function connectorItems(catalogue: readonly CatalogueConnector[]): PaletteItem[] {
  return catalogue.flatMap((connector) =>
    connector.operations.map((operation) => ({
      id: `connector:${connector.id}:${operation.id}`,
      label: operationLabel(connector, operation),
      summary: operation.description || connector.description,
      group: groupOf('connector'),
      template: connectorTemplate(connector, operation),
      takesInput: true,
      hasOutput: true,
    })),
  );
}

/**
 * All that can be placed: every node type, and every operation of every connector in the place of the bare
 * connector node, which is offered only while the catalogue isn't known.
 */
export function paletteItems(catalogue: readonly CatalogueConnector[]): PaletteItem[] {
  const connectors = connectorItems(catalogue);
  return nodeTypes.flatMap((type) => {
    if (type === 'connector' && connectors.length > 0) return connectors;
    const item = itemOf(type);
    return item ? [item] : [];
  });
}

/** How well an entry fits what was typed: label first, then words in it, then its description; -1: not at all. */
function rank(item: PaletteItem, query: string): number {
  const label = item.label.toLowerCase();
  if (label.startsWith(query)) return 0;
  if (label.split(/[\s:]+/).some((word) => word.startsWith(query))) return 1;
  if (label.includes(query) || item.id.includes(query)) return 2;
  return item.summary.toLowerCase().includes(query) ? 3 : -1;
}

export function searchItems(items: readonly PaletteItem[], typed: string): PaletteItem[] {
  const query = typed.trim().toLowerCase();
  if (!query) return [...items];
  return items
    .map((item) => ({ item, at: rank(item, query) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
