import {
  IconHome,
  IconInbox,
  IconListDetails,
  IconPlugConnected,
  IconRoute,
  IconSettings,
  IconTable,
  type Icon,
} from '@tabler/icons-react';

export interface PageLink {
  to: '/' | '/flows' | '/runs' | '/exceptions' | '/connections' | '/lookups' | '/settings';
  label: string;
  icon: Icon;
  /** Second key after `g`. */
  key: string;
}

/** The pages of the navigation, the command palette and the shortcuts `g` + key. */
export const pages: readonly PageLink[] = [
  { to: '/', label: 'Home', icon: IconHome, key: 'h' },
  { to: '/flows', label: 'Flows', icon: IconRoute, key: 'f' },
  { to: '/runs', label: 'Runs', icon: IconListDetails, key: 'r' },
  { to: '/exceptions', label: 'Exceptions', icon: IconInbox, key: 'e' },
  { to: '/connections', label: 'Connections', icon: IconPlugConnected, key: 'c' },
  { to: '/lookups', label: 'Lookup tables', icon: IconTable, key: 'l' },
  { to: '/settings', label: 'Settings', icon: IconSettings, key: 's' },
];
