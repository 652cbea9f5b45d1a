import { useLocalStorage } from '@mantine/hooks';

export interface Rail {
  collapsed: boolean;
  toggle(): void;
}

/** Whether the navigation shows icons only; remembered apart for the designer, which is narrow at first. */
export function useRail(designing: boolean): Rail {
  const [collapsed, setCollapsed] = useLocalStorage({
    key: designing ? 'crossdock-rail-designer' : 'crossdock-rail',
    defaultValue: designing,
    getInitialValueInEffect: false,
  });
  return { collapsed, toggle: () => setCollapsed(!collapsed) };
}
