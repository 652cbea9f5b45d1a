import { Portal } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { NodeTile } from '../../../canvas/node-tile.tsx';
import type { PaletteItem } from './palette-items.ts';
import classes from './palette.module.css';

interface Drag {
  item: PaletteItem;
  x: number;
  y: number;
}

/** Below this many pixels a press is a click. */
const threshold = 4;

/**
 * Dragging from the palette by pointer events, so that it works alike with mouse, pen and finger, and shows
 * the step as it will look. Escape gives up.
 */
export function usePaletteDrag(onDrop: (item: PaletteItem, at: { x: number; y: number }) => void) {
  const [drag, setDrag] = useState<Drag | undefined>(undefined);
  const started = useRef<Drag | undefined>(undefined);
  const dragged = useRef(false);
  const drop = useRef(onDrop);
  useLayoutEffect(() => {
    drop.current = onDrop;
  });

  useEffect(() => {
    const stop = () => {
      started.current = undefined;
      setDrag(undefined);
    };
    const move = (event: PointerEvent) => {
      const from = started.current;
      if (!from) return;
      const far = Math.hypot(event.clientX - from.x, event.clientY - from.y) > threshold;
      dragged.current ||= far;
      if (dragged.current) setDrag({ item: from.item, x: event.clientX, y: event.clientY });
    };
    const up = (event: PointerEvent) => {
      const from = started.current;
      stop();
      if (!from || !dragged.current) return;
      const onCanvas = document.elementFromPoint(event.clientX, event.clientY)?.closest('.react-flow');
      if (onCanvas) drop.current(from.item, { x: event.clientX, y: event.clientY });
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') stop();
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', stop);
    window.addEventListener('keydown', key);
    return () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', stop);
      window.removeEventListener('keydown', key);
    };
  }, []);

  const onPointerDown = (event: ReactPointerEvent<HTMLElement>, item: PaletteItem) => {
    if (event.button !== 0) return;
    dragged.current = false;
    started.current = { item, x: event.clientX, y: event.clientY };
    // A finger is caught by the button otherwise, and the canvas below it never found.
    event.currentTarget.releasePointerCapture(event.pointerId);
  };

  /** The click that ends a drag is none. */
  const unlessDragged = (act: (item: PaletteItem) => void) => (item: PaletteItem) => {
    if (!dragged.current) act(item);
    dragged.current = false;
  };

  const ghost = drag ? (
    <Portal>
      <div className={classes.ghost} style={{ left: drag.x, top: drag.y }}>
        <NodeTile type={drag.item.template.type} connector={drag.item.template.config['connector']} />
        <span>{drag.item.label}</span>
      </div>
    </Portal>
  ) : null;

  return { onPointerDown, unlessDragged, ghost };
}
