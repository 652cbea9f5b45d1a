import { useUpdateNodeInternals } from '@xyflow/react';
import { useEffect, useRef } from 'react';

/**
 * Has React Flow look again where the ports of a node are when they have become others. It does so by itself
 * only when the node's size changes; a port that was renamed could neither be drawn from nor show its edges.
 */
export function usePortPlaces(node: string, ports: readonly { id: string }[]): void {
  const update = useUpdateNodeInternals();
  const names = ports.map(({ id }) => id).join(' ');
  const measured = useRef(names);
  useEffect(() => {
    if (measured.current === names) return;
    measured.current = names;
    update(node);
  }, [update, node, names]);
}
