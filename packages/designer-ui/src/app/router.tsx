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
import { readExceptionSearch } from '../features/exceptions/index.ts';
import { readRunSearch } from '../features/runs/index.ts';
import type { ConnectionSearch } from './routes/connection-search.ts';
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

// Each page is a chunk of its own, so that the first one stands quickly; links fetch the next one on hover.

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  component: lazyRouteComponent(() => import('../features/home/index.ts'), 'HomePage'),
});

const flows = createRoute({
  getParentRoute: () => app,
  path: '/flows',
  component: lazyRouteComponent(() => import('./routes/flows-route.tsx'), 'FlowsRoute'),
  validateSearch: (search): { q?: string | undefined; create?: 'flow' | undefined } => ({
    ...optional('q', text(search.q)),
    ...(search.create === 'flow' ? { create: 'flow' } : {}),
  }),
});

const runs = createRoute({
  getParentRoute: () => app,
  path: '/runs',
  component: lazyRouteComponent(() => import('./routes/runs-route.tsx'), 'RunsRoute'),
  validateSearch: readRunSearch,
});

const run = createRoute({
  getParentRoute: () => app,
  path: '/runs/$runId',
  component: lazyRouteComponent(() => import('./routes/run-route.tsx'), 'RunRoute'),
  validateSearch: (search): { step?: string | undefined } => optional('step', text(search.step)),
});

const designer = createRoute({
  getParentRoute: () => app,
  path: '/flows/$flowId',
  component: lazyRouteComponent(() => import('./routes/designer-route.tsx'), 'DesignerRoute'),
});

const exceptions = createRoute({
  getParentRoute: () => app,
  path: '/exceptions',
  component: lazyRouteComponent(() => import('./routes/exceptions-route.tsx'), 'ExceptionsRoute'),
  validateSearch: readExceptionSearch,
});

const exception = createRoute({
  getParentRoute: () => app,
  path: '/exceptions/$exceptionId',
  component: lazyRouteComponent(() => import('./routes/exception-route.tsx'), 'ExceptionRoute'),
});

const connections = createRoute({
  getParentRoute: () => app,
  path: '/connections',
  component: lazyRouteComponent(() => import('./routes/connections-route.tsx'), 'ConnectionsRoute'),
  validateSearch: (search): ConnectionSearch => ({
    ...optional('edit', text(search.edit)),
    ...optional('create', text(search.create)),
    ...optional('copy', text(search.copy)),
  }),
});

const lookups = createRoute({
  getParentRoute: () => app,
  path: '/lookups',
  component: lazyRouteComponent(() => import('./routes/lookup-routes.tsx'), 'LookupsRoute'),
});

const lookup = createRoute({
  getParentRoute: () => app,
  path: '/lookups/$lookupKey',
  component: lazyRouteComponent(() => import('./routes/lookup-routes.tsx'), 'LookupRoute'),
  validateSearch: (search): { q?: string | undefined } => optional('q', text(search.q)),
});

const settings = createRoute({
  getParentRoute: () => app,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/index.ts'), 'SettingsPage'),
});

const routeTree = root.addChildren([
  setup,
  logIn,
  app.addChildren([
    home,
    flows,
    designer,
    runs,
    run,
    exceptions,
    exception,
    connections,
    lookups,
    lookup,
    settings,
  ]),
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
