import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import {
  IconFileSearch,
  IconInbox,
  IconLogout,
  IconPlus,
  IconRoute,
  IconSearch,
  IconSunMoon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { flowChoicesQuery } from '../../api/flows.ts';
import classes from './command-palette.module.css';
import { pages } from './pages.ts';
import { useGoKeys } from './use-go-keys.ts';

const shownFlows = 8;

/** Search and commands over everything, opened by Mod+K. */
export function CommandPalette({ onLogOut }: { onLogOut(): void }) {
  const [query, setQuery] = useState('');
  const groups = [
    { group: 'Go to', actions: useGoActions(query.trim()) },
    { group: 'Flows', actions: useFlowActions(query.trim()) },
    { group: 'Do', actions: useDoActions(query.trim(), onLogOut) },
    // Last, because it is always there: Enter takes what was meant by name before it searches.
    { group: 'Find', actions: useFindActions(query.trim()) },
  ].filter(({ actions }) => actions.length > 0);
  useGoKeys();
  return (
    <Spotlight
      actions={groups satisfies SpotlightActionGroupData[]}
      // Each group narrows itself: flows are searched by the server.
      filter={(_, actions) => actions}
      query={query}
      onQueryChange={setQuery}
      shortcut={['mod + K']}
      // Also from within a field: the browser would take the key for its own address bar.
      tagsToIgnore={[]}
      triggerOnContentEditable
      highlightQuery
      attributes={{ content: { 'aria-label': 'Search and commands' } }}
      classNames={{ action: classes.action ?? '' }}
      scrollable
      maxHeight={440}
      nothingFound="Nothing found."
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.7} aria-hidden />,
        placeholder: 'Search flows, orders, pages and commands',
        'aria-label': 'Search flows, orders, pages and commands',
      }}
    />
  );
}

function matching(actions: SpotlightActionData[], query: string): SpotlightActionData[] {
  const wanted = query.toLowerCase();
  return actions.filter(({ label }) => label?.toLowerCase().includes(wanted));
}

function useFindActions(query: string): SpotlightActionData[] {
  const navigate = useNavigate();
  if (!query) return [];
  return [
    {
      id: 'find-runs',
      label: `Runs with “${query}”`,
      description: 'By order number or other business key, or by run id',
      leftSection: <IconFileSearch size={18} stroke={1.7} aria-hidden />,
      onClick: () => void navigate({ to: '/runs', search: { q: query } }),
    },
    {
      id: 'find-exceptions',
      label: `Exceptions with “${query}”`,
      leftSection: <IconInbox size={18} stroke={1.7} aria-hidden />,
      onClick: () => void navigate({ to: '/exceptions', search: { q: query } }),
    },
  ];
}

function useFlowActions(query: string): SpotlightActionData[] {
  const navigate = useNavigate();
  const [settled] = useDebouncedValue(query, 200);
  const { data = [] } = useQuery(flowChoicesQuery(settled || undefined));
  return data.slice(0, shownFlows).map((flow) => ({
    id: `flow-${flow.id}`,
    label: flow.name,
    ...(flow.description ? { description: flow.description } : {}),
    leftSection: <IconRoute size={18} stroke={1.7} aria-hidden />,
    onClick: () => void navigate({ to: '/flows/$flowId', params: { flowId: flow.id } }),
  }));
}

function useGoActions(query: string): SpotlightActionData[] {
  const navigate = useNavigate();
  const actions = pages.map(({ to, label, icon: PageIcon, key }) => ({
    id: `go-${to}`,
    label,
    leftSection: <PageIcon size={18} stroke={1.7} aria-hidden />,
    rightSection: <kbd>g {key}</kbd>,
    onClick: () => void navigate({ to }),
  }));
  return matching(actions, query);
}

function useDoActions(query: string, onLogOut: () => void): SpotlightActionData[] {
  const navigate = useNavigate();
  const { toggleColorScheme } = useMantineColorScheme();
  const actions = [
    {
      id: 'new-flow',
      label: 'New flow',
      leftSection: <IconPlus size={18} stroke={1.7} aria-hidden />,
      onClick: () => void navigate({ to: '/flows', search: { create: 'flow' } }),
    },
    {
      id: 'colours',
      label: 'Switch between light and dark',
      leftSection: <IconSunMoon size={18} stroke={1.7} aria-hidden />,
      onClick: () => toggleColorScheme(),
    },
    {
      id: 'log-out',
      label: 'Log out',
      leftSection: <IconLogout size={18} stroke={1.7} aria-hidden />,
      onClick: onLogOut,
    },
  ];
  return matching(actions, query);
}
