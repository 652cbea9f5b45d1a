import {
  validateFlow,
  type CatalogueConnector,
  type Connection,
  type Run,
  type Step,
} from '@crossdock/flow-schema';
import { checkSyntax } from '@crossdock/mapping';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useCan } from '../../api/access.ts';
import { api } from '../../api/api.ts';
import { connectionsQuery, connectorsQuery } from '../../api/connections.ts';
import { isActive, runQuery, runStepsQuery } from '../../api/runs.ts';
import { useEnvironment } from '../../components/environment/use-environment.ts';
import { collectProblems, noProblems, type Problems } from '../../model/findings.ts';
import { DesignTimeData } from '../../model/node-data.ts';
import { overlayOf, type RunOverlay } from '../../model/overlay.ts';
import { readMessage } from '../../model/test-message.ts';
import { useDefinition, useUi } from './session.ts';

/** What is known about the open flow beside its document: catalogue, mistakes, data, the test run. */
export interface Insight {
  catalogue: readonly CatalogueConnector[];
  connections: readonly Connection[];
  problems: Problems;
  data: DesignTimeData;
  run: Run | undefined;
  steps: readonly Step[];
  overlay: RunOverlay | undefined;
}

const InsightContext = createContext<Insight | undefined>(undefined);

export function useInsight(): Insight {
  const insight = use(InsightContext);
  if (!insight) throw new Error('This part of the designer needs an open flow.');
  return insight;
}

const nothingYet: readonly never[] = [];
/** How often a running test is looked at, should the live stream be slow or lost. In milliseconds. */
const pollEvery = 1000;

const checkExpression = (source: string) => {
  const error = checkSyntax(source);
  return error && { message: error.message, position: error.position };
};

function useProblems(
  catalogue: readonly CatalogueConnector[] | undefined,
  connections: readonly Connection[] | undefined,
) {
  const [definition] = useDebouncedValue(useDefinition(), 250);
  return useMemo(() => {
    const context = {
      checkExpression,
      ...(catalogue && { connectors: catalogue }),
      ...(connections && { connections }),
    };
    return collectProblems(definition, validateFlow(definition, context));
  }, [definition, catalogue, connections]);
}

function useTestRun() {
  const id = useUi((state) => state.testRunId);
  const enabled = id !== undefined;
  const { data: run } = useQuery({
    ...runQuery(id ?? ''),
    enabled,
    refetchInterval: ({ state }) => (state.data && !isActive(state.data.status) ? false : pollEvery),
  });
  const active = !run || isActive(run.status);
  const { data: steps = nothingYet, refetch } = useQuery({
    ...runStepsQuery(id ?? ''),
    enabled,
    refetchInterval: active ? pollEvery : false,
  });
  useEffect(() => {
    // The last steps may have been written after the run was last seen running.
    if (enabled && !active) void refetch();
  }, [enabled, active, refetch]);
  return enabled ? { run, steps } : { run: undefined, steps: nothingYet };
}

/** Test runs take the variables of this environment unless another is chosen. */
const defaultEnvironment = 'development';

function useVariables(): Readonly<Record<string, unknown>> {
  const environment = useEnvironment() ?? defaultEnvironment;
  const mayRead = useCan('connections:read');
  const { data } = useQuery({
    queryKey: ['variables', environment],
    queryFn: async ({ signal }) =>
      (await api.call('listVariables', { query: { environment, limit: 200 }, signal })).items,
    enabled: mayRead,
  });
  return useMemo(() => Object.fromEntries((data ?? []).map(({ key, value }) => [key, value])), [data]);
}

/** The data that expressions are tried on: the sample message, or else that of the last test run. */
function useDesignData(run: Run | undefined, steps: readonly Step[]) {
  const variables = useVariables();
  // The sample counts as received when the designer was opened, so that results don't change by themselves.
  const [openedAt] = useState(() => new Date().toISOString());
  const [definition] = useDebouncedValue(useDefinition(), 150);
  const message = useUi((state) => state.message);
  return useMemo(() => {
    const read = message.body.trim() ? readMessage(message, openedAt) : undefined;
    const trigger = read?.ok ? read.message : run?.trigger;
    return new DesignTimeData(definition, { message: trigger, steps, variables });
  }, [definition, message, run, steps, variables, openedAt]);
}

/** Works out what the parts of the designer need to know, once for all of them. */
export function InsightProvider({ children }: { children: ReactNode }) {
  const { data: catalogue } = useQuery(connectorsQuery);
  const { data: connections } = useQuery(connectionsQuery(undefined));
  const definition = useDefinition();
  const problems = useProblems(catalogue, connections);
  const { run, steps } = useTestRun();
  const data = useDesignData(run, steps);
  const overlay = useMemo(
    () => (run ? overlayOf(definition, steps, run.status) : undefined),
    // A move on the canvas changes nothing about what the run did.
    [run, steps, definition],
  );
  const insight = useMemo(
    (): Insight => ({
      catalogue: catalogue ?? nothingYet,
      connections: connections ?? nothingYet,
      problems: problems ?? noProblems,
      data,
      run,
      steps,
      overlay,
    }),
    [catalogue, connections, problems, data, run, steps, overlay],
  );
  return <InsightContext value={insight}>{children}</InsightContext>;
}
