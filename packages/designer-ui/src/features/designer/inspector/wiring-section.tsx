import { kindOf, type FlowNode } from '@crossdock/flow-schema';
import { ActionIcon, Select } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconTrash } from '@tabler/icons-react';
import { selectNodes } from '../../../model/change.ts';
import { connect } from '../../../model/commands/edges.ts';
import { remove } from '../../../model/commands/nodes.ts';
import { allPorts, connectionProblem, findNode, incoming, outgoing, portOf } from '../../../model/graph.ts';
import { useDefinition, useDesigner } from '../session.ts';
import classes from './inspector.module.css';
import { Section } from './section.tsx';

interface WireProps {
  edge: string;
  other: FlowNode;
  direction: 'in' | 'out';
}

function Wire({ edge, other, direction }: WireProps) {
  const { editor, editable } = useDesigner();
  const Arrow = direction === 'in' ? IconArrowLeft : IconArrowRight;
  return (
    <div className={classes.wire}>
      <Arrow size={14} aria-hidden />
      <button type="button" className={classes.wireName} onClick={() => editor.select(selectNodes(other.id))}>
        {other.name}
      </button>
      {editable ? (
        <ActionIcon
          size={24}
          aria-label={`Remove the connection ${direction === 'in' ? 'from' : 'to'} ${other.name}`}
          onClick={() =>
            editor.run((definition) => ({
              ...remove(definition, { nodes: [], edges: [edge] }),
              selection: selectNodes(...editor.store.getState().selection.nodes),
            }))
          }
        >
          <IconTrash size={13} aria-hidden />
        </ActionIcon>
      ) : null}
    </div>
  );
}

/** Connections as a list: what the mouse draws on the canvas, for the keyboard. */
export function WiringSection({ node }: { node: FlowNode }) {
  const { editor, editable } = useDesigner();
  const definition = useDefinition();
  const ins = incoming(definition, node.id);
  const outs = outgoing(definition, node.id);
  const targetsOf = (sourcePort: string) =>
    definition.nodes.filter(
      (target) =>
        connectionProblem(definition, { source: node.id, sourcePort, target: target.id }) === undefined,
    );
  const wire = (edge: { id: string }, otherId: string, direction: 'in' | 'out') => {
    const other = findNode(definition, otherId);
    return other ? <Wire key={edge.id} edge={edge.id} other={other} direction={direction} /> : null;
  };
  const ports = allPorts(node);
  return (
    <Section title="Connections" hint={`${ins.length} in · ${outs.length} out`}>
      {kindOf(node.type)?.hasInput ? (
        <div>
          <h4 className={classes.port}>Input</h4>
          {ins.map((edge) => wire(edge, edge.source, 'in'))}
          {ins.length === 0 ? <p className={classes.unwired}>Nothing runs into this step yet.</p> : null}
        </div>
      ) : null}
      {ports.map((port) => (
        <div key={port.id}>
          <h4 className={classes.port}>{port.label}</h4>
          {outs.filter((edge) => portOf(edge) === port.id).map((edge) => wire(edge, edge.target, 'out'))}
          {editable ? (
            <Select
              aria-label={`Connect ${port.label} to`}
              placeholder="Connect to…"
              searchable
              value={null}
              nothingFoundMessage="No step can follow here"
              data={targetsOf(port.id).map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
              onChange={(target) => {
                if (target === null) return;
                editor.run((before) => connect(before, { source: node.id, sourcePort: port.id, target }));
              }}
            />
          ) : null}
        </div>
      ))}
    </Section>
  );
}
