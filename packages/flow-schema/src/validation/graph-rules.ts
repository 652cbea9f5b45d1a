import type { FlowFinding } from '../api/flows.ts';
import { mainPort, type FlowEdge } from '../flow.ts';
import { groupBy } from '../group-by.ts';
import { nodeFinding, type FlowView, type NodeView } from './context.ts';
import { cyclesOf, reachableFrom } from './graph.ts';

/** What blocks publishing in how nodes and edges hang together. */
export function graphErrors(view: FlowView): FlowFinding[] {
  return [
    ...duplicateIds(view),
    ...parents(view),
    ...triggerCount(view),
    ...view.definition.edges.flatMap((edge, index) => edgeErrors(view, edge, `edges[${index}]`)),
    ...duplicateEdges(view),
    ...cycles(view),
    ...unreachable(view),
  ];
}

const isTrigger = ({ kind }: NodeView): boolean => kind?.group === 'trigger';
const isNote = ({ kind }: NodeView): boolean => kind?.group === 'note';
const label = ({ node }: NodeView): string => `“${node.name}”`;

function duplicateIds({ nodes, byId, definition }: FlowView): FlowFinding[] {
  const edges = groupBy(definition.edges.entries(), ([, { id }]) => id);
  return [
    ...nodes
      .filter((view) => byId.get(view.node.id) !== view)
      .map((view) =>
        nodeFinding(
          view,
          'id',
          `Another node has the id "${view.node.id}" already. Give this one its own.`,
          'duplicate-id',
        ),
      ),
    ...[...edges].flatMap(([id, [, ...others]]) =>
      others.map(([index]) => ({
        path: `edges[${index}].id`,
        message: `Another edge has the id "${id}" already. Give this one its own.`,
        rule: 'duplicate-id',
      })),
    ),
  ];
}

/** No node type holds others yet; a parent can only be a mistake. */
function parents({ nodes, byId }: FlowView): FlowFinding[] {
  return nodes.flatMap((view) => {
    const { parentId } = view.node;
    if (parentId === undefined) return [];
    const parent = byId.get(parentId);
    const message = `${parent ? `${label(parent)} can’t hold other nodes` : `There is no node "${parentId}"`}. Take the field out.`;
    return [nodeFinding(view, 'parentId', message, 'parent')];
  });
}

function triggerCount({ nodes }: FlowView): FlowFinding[] {
  const triggers = nodes.filter(isTrigger);
  const [first, ...others] = triggers;
  if (!first)
    return [
      {
        path: 'nodes',
        message: 'A flow needs a trigger: add one that says what starts it.',
        rule: 'trigger',
      },
    ];
  const disabled = first.node.disabled
    ? [nodeFinding(first, 'disabled', 'A disabled trigger starts nothing. Switch it on.', 'trigger')]
    : [];
  return [
    ...disabled,
    ...others.map((view) =>
      nodeFinding(
        view,
        '',
        `A flow has exactly one trigger, and ${label(first)} is one already. Delete one of them.`,
        'trigger',
      ),
    ),
  ];
}

function edgeErrors({ byId }: FlowView, edge: FlowEdge, path: string): FlowFinding[] {
  const source = byId.get(edge.source);
  const target = byId.get(edge.target);
  const missing = (end: 'source' | 'target', id: string): FlowFinding => ({
    path: `${path}.${end}`,
    message: `There is no node "${id}". Delete this edge, or connect it to another node.`,
    rule: 'edge',
  });
  return [
    ...(source ? sourceErrors(source, edge, path) : [missing('source', edge.source)]),
    ...(target ? targetErrors(target, path) : [missing('target', edge.target)]),
  ];
}

function sourceErrors(source: NodeView, edge: FlowEdge, path: string): FlowFinding[] {
  const port = edge.sourcePort ?? mainPort;
  if (!source.configFits || source.ports.includes(port)) return [];
  const choice =
    source.ports.length > 0 ? ` Choose one of ${source.ports.join(', ')}.` : ' Nothing can follow it.';
  const message = edge.sourcePort
    ? `${label(source)} has no output "${port}".${choice}`
    : `${label(source)} has no single output.${choice}`;
  return [{ path: `${path}.sourcePort`, nodeId: source.node.id, message, rule: 'port' }];
}

function targetErrors(target: NodeView, path: string): FlowFinding[] {
  if (!target.kind || target.kind.hasInput) return [];
  const what = isTrigger(target) ? 'is a trigger and takes no input' : 'takes no input';
  const message = `${label(target)} ${what}. Delete this edge.`;
  return [{ path: `${path}.target`, nodeId: target.node.id, message, rule: 'edge' }];
}

function duplicateEdges({ definition }: FlowView): FlowFinding[] {
  const numbered = definition.edges.map((edge, index) => ({ edge, index }));
  const alike = groupBy(numbered, ({ edge }) =>
    JSON.stringify([edge.source, edge.sourcePort ?? mainPort, edge.target]),
  );
  return [...alike.values()].flatMap(([, ...others]) =>
    others.map(({ edge, index }) => ({
      path: `edges[${index}]`,
      nodeId: edge.source,
      message: `The same edge from "${edge.source}" to "${edge.target}" is there twice. Delete one.`,
      rule: 'duplicate-edge',
    })),
  );
}

/** How many nodes of a circle a message names. */
const namedInCircle = 12;

function cycles({ definition, byId }: FlowView): FlowFinding[] {
  return cyclesOf(definition.edges).map((ids) => {
    const views = ids.map((id) => byId.get(id));
    const names = views.map((view) => (view ? label(view) : '?'));
    const shown = names.length > namedInCircle ? [...names.slice(0, namedInCircle), '…'] : names;
    return {
      path: views[0]?.path ?? 'edges',
      ...(ids[0] === undefined ? {} : { nodeId: ids[0] }),
      message: `These nodes wait for each other in a circle: ${[...shown, names[0]].join(' → ')}. Remove one of the edges.`,
      rule: 'cycle',
    };
  });
}

function unreachable({ nodes, definition }: FlowView): FlowFinding[] {
  const trigger = nodes.find(isTrigger);
  if (!trigger) return []; // every node would be; the missing trigger is the thing to mend
  const reached = reachableFrom(trigger.node.id, definition.edges);
  const connected = new Set(definition.edges.flatMap(({ source, target }) => [source, target]));
  return nodes
    .filter((view) => !isNote(view) && !isTrigger(view) && !reached.has(view.node.id))
    .map((view) =>
      connected.has(view.node.id)
        ? nodeFinding(
            view,
            '',
            `No way leads from the trigger to ${label(view)}: it would never run. Connect what comes before it, or delete it.`,
            'unreachable',
          )
        : nodeFinding(
            view,
            '',
            `${label(view)} isn’t connected: it would never run. Connect or delete it.`,
            'unconnected',
          ),
    );
}
