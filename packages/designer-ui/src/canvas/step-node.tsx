import { errorPort } from '@crossdock/flow-schema';
import {
  IconAlertTriangleFilled,
  IconExclamationCircleFilled,
  IconNote,
  IconPinFilled,
} from '@tabler/icons-react';
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import type { Problem } from '../model/findings.ts';
import { nodeHeight, portOffset } from '../model/geometry.ts';
import { canFail, hasInput, outputPorts } from '../model/graph.ts';
import type { StepData, StepNode as StepNodeType } from './canvas-model.ts';
import { NodeTile } from './node-tile.tsx';
import { RunState } from './run-state.tsx';
import classes from './step-node.module.css';
import { usePortPlaces } from './use-port-places.ts';

function ProblemMark({ problems }: { problems: readonly Problem[] }) {
  const isError = problems.some(({ severity }) => severity === 'error');
  const Mark = isError ? IconExclamationCircleFilled : IconAlertTriangleFilled;
  const text = problems.map(({ message }) => message).join('\n');
  return (
    <span
      className={classes.problem}
      data-severity={isError ? 'error' : 'warning'}
      title={text}
      data-problems={problems.length}
    >
      <Mark size={16} aria-hidden />
    </span>
  );
}

function Ports({ data, isConnectable }: { data: StepData; isConnectable: boolean }) {
  const { node } = data;
  const ports = outputPorts(node);
  usePortPlaces(node.id, ports);
  return (
    <>
      {ports.length > 1 ? (
        <ul className={classes.ports}>
          {ports.map((port) => (
            <li key={port.id}>{port.label}</li>
          ))}
        </ul>
      ) : null}
      {ports.map((port, index) => (
        <Handle
          key={port.id}
          id={port.id}
          type="source"
          position={Position.Right}
          isConnectable={isConnectable}
          className={classes.handle ?? ''}
          data-port={port.id}
          title={`Output ${port.label}`}
          style={{ top: portOffset(node, index) }}
        />
      ))}
      {canFail(node) ? <ErrorPort data={data} isConnectable={isConnectable} /> : null}
    </>
  );
}

/** Out of the way until it is wired or the mouse comes near: most steps leave their failures to the run. */
function ErrorPort({ data, isConnectable }: { data: StepData; isConnectable: boolean }) {
  return (
    <span className={classes.errorPort} data-wired={data.errorWired || undefined}>
      <Handle
        id={errorPort}
        type="source"
        position={Position.Bottom}
        isConnectable={isConnectable}
        className={`${classes.handle} ${classes.errorHandle}`}
        data-port={errorPort}
        title="Taken when this step fails for good"
      />
      <span className={classes.errorLabel}>on error</span>
    </span>
  );
}

/** One step of a flow on the canvas. */
export const StepNode = memo(function StepNode({ data, isConnectable }: NodeProps<StepNodeType>) {
  const { node, overlay, problems, change } = data;
  return (
    <div
      className={classes.node}
      data-disabled={node.disabled || undefined}
      data-run={overlay?.state}
      data-change={change}
      data-invalid={problems?.some(({ severity }) => severity === 'error') || undefined}
    >
      {hasInput(node) ? (
        <Handle
          id="in"
          type="target"
          position={Position.Left}
          isConnectable={isConnectable}
          className={classes.handle ?? ''}
          data-port="in"
          title="Input"
          style={{ top: nodeHeight / 2 }}
        />
      ) : null}
      <div className={classes.head}>
        <NodeTile type={node.type} connector={node.config['connector']} />
        <span className={classes.text}>
          <span className={classes.name}>{node.name}</span>
          <span className={classes.summary}>{node.disabled ? 'switched off' : data.summary}</span>
        </span>
        {node.pinnedOutput !== undefined ? (
          <IconPinFilled size={13} className={classes.mark} aria-label="Output is pinned" />
        ) : null}
        {node.notes ? <IconNote size={14} className={classes.mark} aria-label="Has notes" /> : null}
      </div>
      <Ports data={data} isConnectable={isConnectable} />
      {problems ? <ProblemMark problems={problems} /> : null}
      {overlay ? <RunState overlay={overlay} /> : null}
    </div>
  );
});
