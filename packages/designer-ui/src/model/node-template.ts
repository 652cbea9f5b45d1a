import {
  kindOf,
  type CatalogueConnector,
  type CatalogueOperation,
  type FlowNode,
  type Position,
} from '@crossdock/flow-schema';
import { initialValue, isRecord } from './json-schema.ts';

/** What a palette entry places on the canvas. */
export interface NodeTemplate {
  type: string;
  name: string;
  config: Record<string, unknown>;
  /** What the id is made of: `map` gives `map1`, `map2` … */
  idBase: string;
}

/** The template of a node type. Throws for a type that this version doesn't know. */
export function templateOf(type: string): NodeTemplate {
  const kind = kindOf(type);
  if (!kind) throw new Error(`There is no node type "${type}".`);
  return {
    type,
    name: kind.label,
    config: structuredClone(kind.defaults) as Record<string, unknown>,
    idBase: type,
  };
}

/** Short enough for the palette, by the operation's id: `HTTP: Request`, `Log: Write`. */
export function operationLabel(connector: CatalogueConnector, operation: CatalogueOperation): string {
  const [first = '', ...others] = operation.id.split(/[-_]/);
  const words = [first.charAt(0).toUpperCase() + first.slice(1), ...others].join(' ');
  return `${connector.name}: ${words}`;
}

/** A connector node made ready for an operation: its required inputs get a first value. */
export function connectorTemplate(
  connector: CatalogueConnector,
  operation: CatalogueOperation,
): NodeTemplate {
  return {
    type: 'connector',
    name: operationLabel(connector, operation),
    config: { connector: connector.id, operation: operation.id, input: operationInput(connector, operation) },
    idBase: connector.id.replace(/[^A-Za-z0-9_]/g, '_'),
  };
}

/** The first input of an operation: what the kind itself proposes for it, else the emptiest that fits. */
export function operationInput(
  connector: CatalogueConnector,
  operation: CatalogueOperation,
): Record<string, unknown> {
  const proposed = templateOf('connector').config;
  if (
    proposed['connector'] === connector.id &&
    proposed['operation'] === operation.id &&
    isRecord(proposed['input'])
  )
    return proposed['input'];
  const input = initialValue(operation.input);
  return isRecord(input) ? input : {};
}

export function nodeFrom(template: NodeTemplate, id: string, position: Position): FlowNode {
  return {
    id,
    type: template.type,
    name: template.name,
    position,
    config: structuredClone(template.config),
  };
}
