import type { CatalogueOperation } from '../api/connections.ts';
import type { FlowFinding } from '../api/flows.ts';
import { errorPort } from '../flow.ts';
import { property } from '../json-values.ts';
import { inboundConnector } from '../nodes/webhook.ts';
import { nodeFinding, type FlowView, type NodeView, type ValidationContext } from './context.ts';
import { below } from './flow-view.ts';
import { schemaFindings } from './schema-findings.ts';

/** Whether connector nodes name connectors, operations and connections that there are, with fitting input. */
export function connectorErrors(view: FlowView, context: ValidationContext): FlowFinding[] {
  const inUse = view.nodes.filter(({ node, configFits }) => configFits && !node.disabled);
  return inUse.flatMap((node) => [
    ...(node.node.type === 'connector' ? connectorFindings(node, context) : []),
    ...connectionFindings(node, context),
  ]);
}

/** Good practice for calls to other systems. */
export function connectorWarnings(view: FlowView, context: ValidationContext): FlowFinding[] {
  const wired = new Set(
    view.definition.edges.filter(({ sourcePort }) => sourcePort === errorPort).map(({ source }) => source),
  );
  return connectorNodes(view).flatMap((node) => {
    const operation = operationOf(node, context);
    return [
      ...(operation?.effect === 'unsafe' ? [unsafeWrite(node)] : []),
      ...(wired.has(node.node.id) || operation?.effect === 'pure' ? [] : [noErrorPath(node)]),
    ];
  });
}

const connectorNodes = ({ nodes }: FlowView): NodeView[] =>
  nodes.filter(({ node, configFits }) => node.type === 'connector' && configFits && !node.disabled);

const configText = ({ node }: NodeView, key: string): string | undefined => {
  const value = property(node.config, key);
  return typeof value === 'string' ? value : undefined;
};

function operationOf(node: NodeView, context: ValidationContext): CatalogueOperation | undefined {
  return context.connectors
    ?.find(({ id }) => id === configText(node, 'connector'))
    ?.operations.find(({ id }) => id === configText(node, 'operation'));
}

function connectorFindings(node: NodeView, { connectors }: ValidationContext): FlowFinding[] {
  if (!connectors) return [];
  const [id, operationId] = [configText(node, 'connector'), configText(node, 'operation')];
  const connector = connectors.find((known) => known.id === id);
  if (!connector) {
    const message = `There is no connector "${id}". Choose one of ${connectors.map((each) => each.id).join(', ')}.`;
    return [nodeFinding(node, 'config.connector', message, 'unknown-connector')];
  }
  const operation = connector.operations.find((known) => known.id === operationId);
  if (!operation) {
    const known = connector.operations.map((each) => each.id).join(', ');
    const message = `${connector.name} has no operation "${operationId}". It has: ${known}.`;
    return [nodeFinding(node, 'config.operation', message, 'unknown-operation')];
  }
  const missing = connector.connection && configText(node, 'connection') === undefined;
  return [
    ...(missing
      ? [
          nodeFinding(
            node,
            'config.connection',
            `Choose the connection that ${connector.name} should use.`,
            'connection',
          ),
        ]
      : []),
    ...schemaFindings(operation.input, node.node.config['input'], { dynamic: true }).map((finding) =>
      nodeFinding(node, below('config.input', finding.path), finding.message, 'connector-input'),
    ),
  ];
}

/** The connection that a node names, where in its config, and the connector to which it has to belong. */
function namedConnection(node: NodeView): { path: string; key: unknown; wanted: string | undefined } {
  if (node.node.type !== 'webhook')
    return {
      path: 'config.connection',
      key: node.node.config['connection'],
      wanted: configText(node, 'connector'),
    };
  const key = property(node.node.config['auth'], 'connection');
  return { path: 'config.auth.connection', key, wanted: inboundConnector };
}

function connectionFindings(node: NodeView, context: ValidationContext): FlowFinding[] {
  const { path, key, wanted } = namedConnection(node);
  if (!context.connections || typeof key !== 'string') return [];
  const connection = context.connections.find((known) => known.key === key);
  if (connection?.connector === wanted) return [];
  const where = context.environment === undefined ? '' : ` in the environment “${context.environment}”`;
  const message = connection
    ? `The connection "${key}"${where} belongs to the connector "${connection.connector}", not "${wanted}". Choose another.`
    : `There is no connection "${key}"${where}. Create it under Connections, or choose another.`;
  return [nodeFinding(node, path, message, 'connection')];
}

const unsafeWrite = (node: NodeView): FlowFinding =>
  nodeFinding(
    node,
    'config.operation',
    `“${node.node.name}” can’t tell a repeated call from a new one. If its answer gets lost, the run stops and a person has to check.`,
    'write-without-idempotency',
  );

const noErrorPath = (node: NodeView): FlowFinding =>
  nodeFinding(
    node,
    '',
    `Nothing follows when “${node.node.name}” fails for good: the run then stops with an exception. Connect its error output if something else should happen.`,
    'call-without-error-path',
  );
