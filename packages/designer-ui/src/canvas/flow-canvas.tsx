import type { FlowDefinition } from '@crossdock/flow-schema';
import { useQuery } from '@tanstack/react-query';
import { ReactFlowProvider } from '@xyflow/react';
import { useCallback, useMemo } from 'react';
import { connectorsQuery } from '../api/connections.ts';
import { nothing, selectNodes, type Selection } from '../model/change.ts';
import type { ChangeKind } from '../model/diff.ts';
import type { RunOverlay } from '../model/overlay.ts';
import { CanvasView } from './canvas-view.tsx';
import { CatalogueContext } from './node-tile.tsx';
import { ZoomTools } from './zoom-tools.tsx';

export interface FlowCanvasProps {
  definition: FlowDefinition;
  /** What a run has done, from `overlayOf` in the model. */
  overlay?: RunOverlay | undefined;
  /** Steps to mark when two versions are compared. */
  changes?: ReadonlyMap<string, ChangeKind> | undefined;
  selectedNodeId?: string | undefined;
  /** Told undefined when the selection is cleared. */
  onSelectNode?: ((id: string | undefined) => void) | undefined;
  ariaLabel?: string;
}

const unknownYet: readonly never[] = [];

/** A flow to look at: for runs and comparisons. Fills its container, which must have a height. */
export function FlowCanvas(props: FlowCanvasProps) {
  const { definition, overlay, changes, selectedNodeId, onSelectNode, ariaLabel = 'Flow' } = props;
  const { data: catalogue = unknownYet } = useQuery(connectorsQuery);
  const selection = useMemo(
    () => (selectedNodeId === undefined ? nothing : selectNodes(selectedNodeId)),
    [selectedNodeId],
  );
  const onSelectionChange = useCallback(
    ({ nodes }: Selection) => onSelectNode?.(nodes.at(-1)),
    [onSelectNode],
  );
  return (
    <CatalogueContext value={catalogue}>
      <ReactFlowProvider>
        <CanvasView
          definition={definition}
          overlay={overlay}
          changes={changes}
          selection={selection}
          onSelectionChange={onSelectionChange}
          ariaLabel={ariaLabel}
        >
          <ZoomTools />
        </CanvasView>
      </ReactFlowProvider>
    </CatalogueContext>
  );
}
