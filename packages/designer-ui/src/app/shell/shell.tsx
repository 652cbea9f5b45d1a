import { Outlet, useMatchRoute, useNavigate } from '@tanstack/react-router';
import { useLogOut } from '../../api/access.ts';
import { useLive } from '../../api/live.ts';
import { SessionExpiredDialog } from '../../features/access/index.ts';
import { CommandPalette } from './command-palette.tsx';
import { Navigation } from './navigation.tsx';
import { useRail } from './use-rail.ts';
import classes from './shell.module.css';

/** The frame of every signed-in page: navigation on the left, the page beside it. */
export function Shell() {
  useLive();
  const matchRoute = useMatchRoute();
  const navigate = useNavigate();
  const logOut = useLogOut();
  // The canvas needs the width more than the names of the menu.
  const designing = Boolean(matchRoute({ to: '/flows/$flowId' }));
  const rail = useRail(designing);
  const leave = (): void => {
    logOut.mutate(undefined, { onSettled: () => void navigate({ to: '/login', search: {} }) });
  };
  return (
    <div className={classes.shell} data-collapsed={rail.collapsed || undefined}>
      <a className={classes.skip} href="#content">
        Skip to content
      </a>
      <Navigation rail={rail} onLogOut={leave} />
      <main id="content" className={classes.content} tabIndex={-1}>
        <Outlet />
      </main>
      <CommandPalette onLogOut={leave} />
      <SessionExpiredDialog onOtherPerson={leave} />
    </div>
  );
}
