import { Menu, Tooltip } from '@mantine/core';
import { IconCheck, IconSelector, IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { environmentsQuery } from '../../api/access.ts';
import {
  useEnvironment,
  useEnvironmentName,
  useSetEnvironment,
} from '../../components/environment/use-environment.ts';
import classes from './environment-switcher.module.css';

/** Narrows every page to one environment. */
export function EnvironmentSwitcher({ collapsed }: { collapsed: boolean }) {
  const { data: environments = [] } = useQuery(environmentsQuery);
  const current = useEnvironment();
  const setEnvironment = useSetEnvironment();
  const nameOf = useEnvironmentName();
  const label = current ? nameOf(current) : 'All environments';
  const choices = [{ key: undefined, name: 'All environments' }, ...environments];
  return (
    <Menu position="bottom-start" width={210}>
      <Menu.Target>
        <Tooltip label={`Environment: ${label}`} position="right" disabled={!collapsed} openDelay={100}>
          <button
            type="button"
            className={classes.button}
            data-collapsed={collapsed || undefined}
            data-environment={current}
            {...(collapsed ? { 'aria-label': `Environment: ${label}` } : { title: 'Environment' })}
          >
            <IconStack2 size={16} stroke={1.8} aria-hidden />
            {collapsed ? null : (
              <>
                <span className={classes.label}>{label}</span>
                <IconSelector size={14} aria-hidden />
              </>
            )}
          </button>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Show</Menu.Label>
        {choices.map(({ key, name }) => (
          <Menu.Item
            key={key ?? 'all'}
            onClick={() => setEnvironment(key)}
            rightSection={key === current ? <IconCheck size={15} aria-label="chosen" /> : null}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
