import type { FlowNode } from '@crossdock/flow-schema';
import { ScrollArea } from '@mantine/core';
import type { ReactNode } from 'react';
import { InputPanel, OutputPanel } from './data-panels.tsx';
import classes from './inspector.module.css';
import { NodeSettings } from './node-settings.tsx';

/** Input, settings and output of a step side by side, over the canvas. Escape goes back. */
export function WideInspector({ node, head }: { node: FlowNode; head: ReactNode }) {
  return (
    <div className={classes.wide} role="region" aria-label={`Step ${node.name}`} data-testid="inspector">
      {head}
      <div className={classes.columns}>
        <div className={classes.column}>
          <h3 className={classes.columnTitle}>Input</h3>
          <InputPanel node={node} />
        </div>
        <div className={classes.column}>
          <h3 className={classes.columnTitle}>Settings</h3>
          <ScrollArea className={classes.scroll} type="auto" scrollbarSize={8}>
            <NodeSettings key={node.id} node={node} />
          </ScrollArea>
        </div>
        <div className={classes.column}>
          <h3 className={classes.columnTitle}>Output</h3>
          <OutputPanel node={node} />
        </div>
      </div>
    </div>
  );
}
