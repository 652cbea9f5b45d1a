import {
  Avatar,
  Menu,
  SegmentedControl,
  Text,
  Tooltip,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useSession } from '../../api/access.ts';
import classes from './shell.module.css';

const schemes = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'System' },
] as const;

/** Who is signed in, light or dark, log out. */
export function AccountMenu({ collapsed, onLogOut }: { collapsed: boolean; onLogOut(): void }) {
  const { user } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="right-end" width={240}>
      <Menu.Target>
        <Tooltip label={user.name} position="right" disabled={!collapsed} openDelay={100}>
          <button type="button" className={classes.item}>
            <Avatar size={24} radius="xl" color="dock" name={user.name} aria-hidden />
            {collapsed ? (
              <VisuallyHidden>Account of {user.name}</VisuallyHidden>
            ) : (
              <span className={classes.label}>{user.name}</span>
            )}
          </button>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: '6px 12px 8px' }}>
          <Text size="sm" fw={600} truncate>
            {user.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {user.email} · {user.role}
          </Text>
        </div>
        <Menu.Divider />
        <div style={{ padding: '6px 8px' }}>
          <SegmentedControl
            fullWidth
            aria-label="Colours"
            value={colorScheme}
            onChange={setColorScheme}
            data={[...schemes]}
          />
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={onLogOut}>
          Log out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
