import type { Position } from '@crossdock/flow-schema';
import { useReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import {
  addNode,
  addNodeAfter,
  insertIntoEdge,
  placeAfter,
  replaceType,
} from '../../../model/commands/nodes.ts';
import { nodeHeight, nodeWidth } from '../../../model/geometry.ts';
import { findNode, outgoing, outputPorts, portOf } from '../../../model/graph.ts';
import type { PaletteItem } from '../palette/palette-items.ts';
import { useDesigner, type DesignerSession } from '../session.ts';
import type { QuickAdd, QuickAddPurpose } from '../ui-state.ts';

/** The step that a new one naturally follows: the only selected one, by its first port that leads nowhere. */
export function openEnd({ editor }: DesignerSession): { source: string; sourcePort: string } | undefined {
  const { definition, selection } = editor.store.getState();
  const [id, ...others] = selection.nodes;
  const node = id === undefined || others.length > 0 ? undefined : findNode(definition, id);
  if (!node) return undefined;
  const taken = new Set(outgoing(definition, node.id).map(portOf));
  const ports = outputPorts(node);
  const port = ports.find((each) => !taken.has(each.id)) ?? ports[0];
  return port && { source: node.id, sourcePort: port.id };
}

/** The place at which a node is centred on a point. */
const centred = ({ x, y }: Position): Position => ({ x: x - nodeWidth / 2, y: y - nodeHeight / 2 });

/** All ways of getting a step onto the canvas. */
export function useAdd() {
  const session = useDesigner();
  const flow = useReactFlow();
  return useMemo(() => {
    const { editor, ui } = session;

    const intoView = (): void => {
      const id = editor.store.getState().selection.nodes[0];
      const node = id === undefined ? undefined : findNode(editor.store.getState().definition, id);
      if (!node) return;
      const { x, y } = flow.flowToScreenPosition(node.position);
      const box = document.querySelector('.react-flow')?.getBoundingClientRect();
      const margin = nodeWidth * flow.getZoom();
      if (!box || (x > box.left && x < box.right - margin && y > box.top && y < box.bottom - 60)) return;
      const duration = 250;
      void flow.setCenter(node.position.x + nodeWidth / 2, node.position.y, {
        zoom: flow.getZoom(),
        duration,
      });
    };

    /** The list of steps has closed: the keys go to the step that it has made. */
    const focusNew = (): void => {
      const id = editor.store.getState().selection.nodes[0];
      if (id === undefined) return;
      const made = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
      made?.focus({ preventScroll: true });
    };

    const middle = (): Position => {
      const box = document.querySelector('.react-flow')?.getBoundingClientRect();
      const point = box ? { x: box.left + box.width / 2, y: box.top + box.height / 2 } : { x: 0, y: 0 };
      return flow.screenToFlowPosition(point);
    };

    /** By click or Enter in the palette. */
    const add = (item: PaletteItem): void => {
      const from = item.takesInput ? openEnd(session) : undefined;
      editor.run((definition) =>
        from
          ? addNodeAfter(definition, item.template, from)
          : addNode(definition, item.template, centred(middle())),
      );
      // The new node is measured and drawn first.
      requestAnimationFrame(intoView);
    };

    /** By dropping it on the canvas; on an edge it is put into that edge. */
    const drop = (item: PaletteItem, screen: { x: number; y: number }): void => {
      const edge = document
        .elementsFromPoint(screen.x, screen.y)
        .map((element) => element.closest<SVGElement>('.react-flow__edge')?.dataset['id'])
        .find((id) => id !== undefined);
      const at = centred(flow.screenToFlowPosition(screen));
      editor.run((definition) =>
        edge !== undefined && item.takesInput && item.hasOutput
          ? insertIntoEdge(definition, edge, item.template)
          : addNode(definition, item.template, at),
      );
    };

    const pick = (item: PaletteItem, { purpose, at }: QuickAdd): void => {
      editor.run((definition) => {
        const { template } = item;
        if (purpose.kind === 'insert') return insertIntoEdge(definition, purpose.edge, template);
        if (purpose.kind === 'replace') return replaceType(definition, purpose.node, template);
        if (purpose.kind === 'add') return addNode(definition, template, centred(at.canvas));
        return addNodeAfter(definition, template, {
          source: purpose.source,
          sourcePort: purpose.sourcePort,
          at: { x: at.canvas.x, y: at.canvas.y - nodeHeight / 2 },
        });
      });
      requestAnimationFrame(() => {
        intoView();
        focusNew();
      });
    };

    /** Opens the list of steps: behind the selected step, else where the mouse last was on the canvas. */
    const open = (pointer: Position | undefined): void => {
      const from = openEnd(session);
      const source = from && findNode(editor.store.getState().definition, from.source);
      const canvas = source && from ? placeAfter(source, from.sourcePort) : undefined;
      const screen = canvas
        ? flow.flowToScreenPosition(canvas)
        : (pointer ?? flow.flowToScreenPosition(middle()));
      const purpose: QuickAddPurpose = from ? { kind: 'after', ...from } : { kind: 'add' };
      const place = canvas
        ? { x: canvas.x, y: canvas.y + nodeHeight / 2 }
        : flow.screenToFlowPosition(screen);
      ui.setState({ quickAdd: { purpose, at: { canvas: place, screen } } });
    };

    return { add, drop, pick, open };
  }, [session, flow]);
}
