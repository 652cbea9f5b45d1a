import { mainPort, type FlowDefinition } from '@crossdock/flow-schema';
import type { Change } from '../change.ts';
import { connectionProblem, type Connection } from '../graph.ts';
import { idSource } from '../ids.ts';
import { edgeOf } from './nodes.ts';

/** Thrown when a command can't be done; the message is for the analyst. */
export class RefusedError extends Error {
  override name = 'RefusedError';
}

/** Draws an edge. Throws RefusedError where the graph would become invalid. */
export function connect(definition: FlowDefinition, connection: Connection): Change {
  const problem = connectionProblem(definition, connection);
  if (problem) throw new RefusedError(problem);
  const id = idSource(definition.edges.map((edge) => edge.id))('e');
  const edge = edgeOf(id, connection.source, connection.sourcePort || mainPort, connection.target);
  return { label: 'Connect', definition: { ...definition, edges: [...definition.edges, edge] } };
}

/** Moves an end of an edge elsewhere. Throws RefusedError like `connect`. */
export function reconnect(definition: FlowDefinition, edgeId: string, connection: Connection): Change {
  const rest = { ...definition, edges: definition.edges.filter((edge) => edge.id !== edgeId) };
  const problem = connectionProblem(rest, connection);
  if (problem) throw new RefusedError(problem);
  const edge = edgeOf(edgeId, connection.source, connection.sourcePort || mainPort, connection.target);
  return {
    label: 'Reconnect',
    definition: { ...definition, edges: definition.edges.map((each) => (each.id === edgeId ? edge : each)) },
  };
}
