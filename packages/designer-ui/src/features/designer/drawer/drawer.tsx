import { ActionIcon, Tabs, Tooltip } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useInsight } from '../insight.tsx';
import { useDesigner, useUi } from '../session.ts';
import type { DrawerTab } from '../ui-state.ts';
import classes from './drawer.module.css';
import { JsonPanel } from './json-panel.tsx';
import { ProblemsPanel } from './problems-panel.tsx';
import { TestPanel } from './test-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';

const limits = { min: 140, max: 0.75 };
const clamp = (height: number): number =>
  Math.max(limits.min, Math.min(height, window.innerHeight * limits.max));

/** The bar between canvas and drawer, pulled by mouse or moved by the arrow keys. */
function Resizer() {
  const { ui } = useDesigner();
  const height = useUi((state) => state.drawerHeight);
  const from = useRef<{ y: number; height: number } | undefined>(undefined);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: 24, ArrowDown: -24 }[event.key];
    if (!step) return;
    event.preventDefault();
    ui.setState({ drawerHeight: clamp(height + step) });
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { y: event.clientY, height };
  };
  const onPointerMove = ({ clientY }: PointerEvent) => {
    const start = from.current;
    if (start) ui.setState({ drawerHeight: clamp(start.height + start.y - clientY) });
  };
  return (
    <div
      className={classes.resizer}
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label="Height of the drawer"
      aria-valuenow={Math.round(height)}
      aria-valuemin={limits.min}
      aria-valuemax={Math.round(window.innerHeight * limits.max)}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        from.current = undefined;
      }}
    />
  );
}

function ProblemCount() {
  const { problems } = useInsight();
  const count = problems.errors || problems.warnings;
  if (count === 0) return null;
  return (
    <span className={classes.count} data-tone={problems.errors > 0 ? 'danger' : 'warning'}>
      {count}
    </span>
  );
}

const panels: Record<DrawerTab, { label: string; content: () => React.ReactNode }> = {
  problems: { label: 'Problems', content: () => <ProblemsPanel /> },
  test: { label: 'Test run', content: () => <TestPanel /> },
  json: { label: 'JSON', content: () => <JsonPanel /> },
  versions: { label: 'Versions', content: () => <VersionsPanel /> },
};

const tabs = Object.keys(panels) as DrawerTab[];

/** Problems, test runs, the document as JSON, and versions, below the canvas. Closed it is one row of tabs. */
export function Drawer() {
  const { ui } = useDesigner();
  const open = useUi((state) => state.drawer);
  const height = useUi((state) => state.drawerHeight);
  const choose = (tab: string | null) => ui.setState({ drawer: (tab as DrawerTab | null) ?? undefined });
  return (
    <section className={classes.drawer} style={open ? { height } : undefined} aria-label="Drawer">
      {open ? <Resizer /> : null}
      <Tabs
        value={open ?? null}
        onChange={choose}
        allowTabDeactivation
        keepMounted={false}
        classNames={{
          root: classes.tabs ?? '',
          tab: classes.tab ?? '',
          panel: classes.panel ?? '',
        }}
      >
        <div className={classes.bar}>
          <Tabs.List className={classes.list ?? ''}>
            {tabs.map((tab) => (
              <Tabs.Tab key={tab} value={tab} rightSection={tab === 'problems' ? <ProblemCount /> : null}>
                {panels[tab].label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {open ? (
            <Tooltip label="Close">
              <ActionIcon aria-label="Close drawer" size={26} mr={8} onClick={() => choose(null)}>
                <IconChevronDown size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          ) : null}
        </div>
        {tabs.map((tab) => (
          <Tabs.Panel key={tab} value={tab}>
            {panels[tab].content()}
          </Tabs.Panel>
        ))}
      </Tabs>
    </section>
  );
}
