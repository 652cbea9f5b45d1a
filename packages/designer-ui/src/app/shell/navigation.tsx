import { Tooltip, VisuallyHidden } from '@mantine/core';
import { useOs } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import {
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconSearch,
  type Icon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dayStatsQuery } from '../../api/stats.ts';
import { Logo } from '../../components/brand/logo.tsx';
import { useEnvironment } from '../../components/environment/use-environment.ts';
import { count } from '../../components/time/format.ts';
import { AccountMenu } from './account-menu.tsx';
import { EnvironmentSwitcher } from './environment-switcher.tsx';
import { LiveIndicator } from './live-indicator.tsx';
import { pages, type PageLink } from './pages.ts';
import type { Rail } from './use-rail.ts';
import classes from './shell.module.css';

/** The rail on the left: where one can go, and for which environment. */
export function Navigation({ rail, onLogOut }: { rail: Rail; onLogOut(): void }) {
  const { collapsed } = rail;
  const ToggleIcon = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav className={classes.rail} aria-label="Main">
      <Link to="/" className={classes.brand} aria-label="Crossdock, home page">
        <Logo />
        {collapsed ? null : 'Crossdock'}
      </Link>
      <EnvironmentSwitcher collapsed={collapsed} />
      <div className={classes.group}>
        <SearchButton collapsed={collapsed} />
        {pages.map((page) => (
          <NavigationLink key={page.to} page={page} collapsed={collapsed} />
        ))}
      </div>
      <div className={classes.spacer} />
      <div className={classes.group}>
        <LiveIndicator collapsed={collapsed} />
        <RailButton
          icon={ToggleIcon}
          label={collapsed ? 'Widen navigation' : 'Collapse'}
          collapsed={collapsed}
          onClick={rail.toggle}
        />
        <AccountMenu collapsed={collapsed} onLogOut={onLogOut} />
      </div>
    </nav>
  );
}

function NavigationLink({ page, collapsed }: { page: PageLink; collapsed: boolean }) {
  const { icon: PageIcon, label, to } = page;
  return (
    <Tooltip label={label} position="right" disabled={!collapsed} openDelay={100}>
      <Link to={to} className={classes.item} activeOptions={{ exact: to === '/', includeSearch: false }}>
        <PageIcon size={18} stroke={1.7} aria-hidden />
        {collapsed ? (
          <VisuallyHidden>{label}</VisuallyHidden>
        ) : (
          <span className={classes.label}>{label}</span>
        )}
        {to === '/exceptions' ? <OpenExceptions /> : null}
      </Link>
    </Tooltip>
  );
}

function OpenExceptions() {
  const { data } = useQuery(dayStatsQuery(useEnvironment()));
  if (!data?.openExceptions) return null;
  const shown = data.openExceptions > 999 ? '999+' : count(data.openExceptions);
  return (
    <span className={classes.count} title={`${count(data.openExceptions)} open`}>
      {shown}
    </span>
  );
}

function SearchButton({ collapsed }: { collapsed: boolean }) {
  const modifier = useOs() === 'macos' ? '⌘' : 'Ctrl ';
  return (
    <Tooltip
      label={`Search and commands (${modifier}K)`}
      position="right"
      disabled={!collapsed}
      openDelay={100}
    >
      <button
        type="button"
        className={classes.item}
        onClick={spotlight.open}
        {...(collapsed ? { 'aria-label': 'Search and commands' } : {})}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <IconSearch size={18} stroke={1.7} aria-hidden />
        {collapsed ? null : (
          <>
            <span className={classes.label}>Search</span>
            <kbd className={classes.kbd}>{modifier}K</kbd>
          </>
        )}
      </button>
    </Tooltip>
  );
}

interface RailButtonProps {
  icon: Icon;
  label: string;
  collapsed: boolean;
  onClick(): void;
}

function RailButton({ icon: ButtonIcon, label, collapsed, onClick }: RailButtonProps) {
  return (
    <Tooltip label={label} position="right" disabled={!collapsed} openDelay={100}>
      <button
        type="button"
        className={classes.item}
        onClick={onClick}
        {...(collapsed ? { 'aria-label': label } : {})}
        aria-expanded={!collapsed}
      >
        <ButtonIcon size={18} stroke={1.7} aria-hidden />
        {collapsed ? null : <span className={classes.label}>{label}</span>}
      </button>
    </Tooltip>
  );
}
