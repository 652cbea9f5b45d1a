import type { FlowDefinition, Run, Step } from '@crossdock/flow-schema';
import { Skeleton } from '@mantine/core';
import { CatchBoundary, type ErrorComponentProps } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { ErrorState } from '../../components/feedback/error-state.tsx';
import { overlayOf } from '../../model/overlay.ts';
import { triggerNodeOf, triggerKey } from './step-rows.ts';

/** React Flow comes with the first picture of a flow, not with the shell. */
const FlowCanvas = lazy(async () => ({ default: (await import('../../canvas/flow-canvas.tsx')).FlowCanvas }));

const height = 280;

export interface RunCanvasProps {
  run: Run;
  definition: { data: FlowDefinition | undefined; error: unknown; refetch(): unknown };
  steps: readonly Step[] | undefined;
  selected: string | undefined;
  onSelect(key: string | undefined): void;
}

/** The flow as this run went through it. */
export function RunCanvas({ run, definition, steps, selected, onSelect }: RunCanvasProps) {
  const { data, error, refetch } = definition;
  const overlay = useMemo(
    () => (data && steps ? overlayOf(data, steps, run.status) : undefined),
    [data, steps, run.status],
  );
  if (!data) {
    return error ? (
      <ErrorState what="The flow" error={error} retry={() => void refetch()} />
    ) : (
      <Skeleton height={height} radius={0} />
    );
  }
  const trigger = triggerNodeOf(data)?.id;
  const selectedNode = selected === triggerKey ? trigger : selected?.split('@')[0];
  return (
    <div style={{ height, overflow: 'hidden', borderRadius: 8 }}>
      {/* The steps below tell the same: a picture that fails must not take them away. */}
      <CatchBoundary getResetKey={() => run.id} errorComponent={CanvasFailure}>
        <Suspense fallback={<Skeleton height={height} radius={0} />}>
          <FlowCanvas
            definition={data}
            overlay={overlay}
            selectedNodeId={selectedNode}
            onSelectNode={(id) => onSelect(id === trigger ? triggerKey : id)}
            ariaLabel="The flow as this run went through it"
          />
        </Suspense>
      </CatchBoundary>
    </div>
  );
}

function CanvasFailure({ error, reset }: ErrorComponentProps) {
  return <ErrorState what="The picture of the flow" error={error} retry={reset} />;
}
