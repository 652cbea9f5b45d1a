import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  redirect,
  retainSearchParams,
  stringifySearchWith,
} from '@tanstack/react-router';
import { sessionQuery, setupQuery } from '../api/access.ts';
import { isSignedOut } from '../api/problem.ts';
import { safeRedirect } from '../features/access/index.ts';
import { ErrorPage } from './error-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { PendingPage } from './pending-page.tsx';
import { LogInRoute, SetupRoute } from './routes/access-routes.tsx';
import { RunRoute } from './routes/detail-routes.tsx';
import {
  ConnectionsRoute,
  ExceptionRoute,
  ExceptionsRoute,
  type ConnectionSearch,
} from './routes/operations-routes.tsx';
import { readExceptionSearch } from '../features/exceptions/index.ts';
import { SettingsPage } from '../features/settings/index.ts';
import { FlowsRoute, RunsRoute } from './routes/list-routes.tsx';
import { readRunSearch } from '../features/runs/index.ts';
import { HomePage } from '../features/home/index.ts';
import { optional, text } from '../components/forms/search-text.ts';
import { Shell } from './shell/shell.tsx';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ notFoundComponent: NotFoundPage });

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: SetupRoute,
  beforeLoad: async ({ context }) => {
    const { needed } = await context.queryClient.fetchQuery(setupQuery);
    if (!needed) throw redirect({ to: '/login', search: {} });
  },
});

const logIn = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: LogInRoute,
  validateSearch: (search): { redirect?: string } => {
    const target = text(search.redirect);
    return target ? { redirect: safeRedirect(target) } : {};
  },
  beforeLoad: async ({ context }) => {
    const { needed } = await context.queryClient.fetchQuery(setupQuery);
    if (needed) throw redirect({ to: '/setup' });
  },
});

interface AppSearch {
  /** The one that all pages are narrowed to. */
  environment?: string | undefined;
}

/** Everything that needs a signed-in person. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  component: Shell,
  validateSearch: (search): AppSearch => {
    const environment = text(search.environment);
    return environment ? { environment } : {};
  },
  search: { middlewares: [retainSearchParams<AppSearch>(['environment'])] },
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(sessionQuery);
    } catch (error) {
      if (!isSignedOut(error)) throw error;
      const { needed } = await context.queryClient.fetchQuery(setupQuery);
      if (needed) throw redirect({ to: '/setup' });
      throw redirect({ to: '/login', search: location.href === '/' ? {} : { redirect: location.href } });
    }
  },
});

const home = createRoute({ getParentRoute: () => app, path: '/', component: HomePage });

const flows = createRoute({
  getParentRoute: () => app,
  path: '/flows',
  component: FlowsRoute,
  validateSearch: (search): { q?: string | undefined; create?: 'flow' | undefined } => ({
    ...optional('q', text(search.q)),
    ...(search.create === 'flow' ? { create: 'flow' } : {}),
  }),
});

const runs = createRoute({
  getParentRoute: () => app,
  path: '/runs',
  component: RunsRoute,
  validateSearch: readRunSearch,
});

const run = createRoute({
  getParentRoute: () => app,
  path: '/runs/$runId',
  component: RunRoute,
  validateSearch: (search): { step?: string | undefined } => optional('step', text(search.step)),
});

/** The designer is a chunk of its own: most visits never draw. */
const designer = createRoute({
  getParentRoute: () => app,
  path: '/flows/$flowId',
  component: lazyRouteComponent(() => import('./routes/designer-route.tsx'), 'DesignerRoute'),
});

const exceptions = createRoute({
  getParentRoute: () => app,
  path: '/exceptions',
  component: ExceptionsRoute,
  validateSearch: readExceptionSearch,
});

const exception = createRoute({
  getParentRoute: () => app,
  path: '/exceptions/$exceptionId',
  component: ExceptionRoute,
});

const connections = createRoute({
  getParentRoute: () => app,
  path: '/connections',
  component: ConnectionsRoute,
  validateSearch: (search): ConnectionSearch => ({
    ...optional('edit', text(search.edit)),
    ...optional('create', text(search.create)),
    ...optional('copy', text(search.copy)),
  }),
});

const settings = createRoute({ getParentRoute: () => app, path: '/settings', component: SettingsPage });

const routeTree = root.addChildren([
  setup,
  logIn,
  app.addChildren([home, flows, designer, runs, run, exceptions, exception, connections, settings]),
]);

/** The addresses of the app. Search parameters are plain text, so that links can be read and written by hand. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPendingComponent: PendingPage,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
    scrollToTopSelectors: ['#content'],
    parseSearch: parseSearchWith((value) => value),
    stringifySearch: stringifySearchWith(String),
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
