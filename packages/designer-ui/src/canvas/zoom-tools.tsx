import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMap, IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { MiniMap, Panel, useReactFlow, useStore } from '@xyflow/react';
import { useState } from 'react';
import { fitOptions } from './canvas-view.tsx';
import classes from './canvas.module.css';

const duration = 200;

/** Zoom, fit and overview map, in the lower left corner. */
export function ZoomTools({ overview = false }: { overview?: boolean }) {
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  const [mapOpen, setMapOpen] = useState(overview);
  const tools = [
    { label: 'Zoom out', icon: IconMinus, act: () => void zoomOut({ duration }) },
    { label: 'Zoom in', icon: IconPlus, act: () => void zoomIn({ duration }) },
    { label: 'Fit everything (F)', icon: IconMaximize, act: () => void fitView({ ...fitOptions, duration }) },
    { label: 'Overview map', icon: IconMap, act: () => setMapOpen((open) => !open), pressed: mapOpen },
  ];
  return (
    <>
      <Panel position="bottom-left" className={classes.tools}>
        {tools.map(({ label, icon: ToolIcon, act, pressed }) => (
          <Tooltip
            key={label}
            label={label === 'Zoom in' || label === 'Zoom out' ? `${label} (${zoom} %)` : label}
          >
            <ActionIcon aria-label={label} onClick={act} aria-pressed={pressed} size={28}>
              <ToolIcon size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        ))}
      </Panel>
      {mapOpen ? <MiniMap position="bottom-right" pannable zoomable nodeBorderRadius={8} /> : null}
    </>
  );
}
