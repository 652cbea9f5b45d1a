import { inboundConnector, type FlowDefinition } from '@crossdock/flow-schema';

/** A place in a flow that names a connection. */
export interface ConnectionReference {
  key: string;
  /** Connector that the connection must belong to. */
  connector: string;
  /** Path in the definition, for example `nodes[3].config.connection`. */
  path: string;
  nodeId: string;
  nodeName: string;
}

/** Every connection that a flow needs in the environment where it runs. */
export function connectionReferences(definition: FlowDefinition): ConnectionReference[] {
  return definition.nodes.flatMap((node, index) => {
    if (node.disabled) return [];
    const place = { nodeId: node.id, nodeName: node.name };
    if (node.type === 'connector') {
      const { connection: key, connector } = node.config;
      const path = `nodes[${index}].config.connection`;
      return typeof key === 'string' && typeof connector === 'string'
        ? [{ key, connector, path, ...place }]
        : [];
    }
    const auth = node.type === 'webhook' ? node.config['auth'] : undefined;
    const key = typeof auth === 'object' && auth !== null ? Reflect.get(auth, 'connection') : undefined;
    const path = `nodes[${index}].config.auth.connection`;
    return typeof key === 'string' ? [{ key, connector: inboundConnector, path, ...place }] : [];
  });
}

/** Keys of the connections that a flow needs. */
export const connectionKeysIn = (definition: FlowDefinition): string[] =>
  connectionReferences(definition).map(({ key }) => key);
