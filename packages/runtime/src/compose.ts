import type { HttpClient } from '@crossdock/connectors';
import type { Logger } from 'pino';
import { Access } from './access/access.ts';
import { intakeTable, type IntakeTable } from './api/intake/intake-table.ts';
import { Connections } from './definitions/connections.ts';
import { connectionKeysIn } from './definitions/connection-references.ts';
import { DeployedReferences } from './definitions/deployed-references.ts';
import { Deployments } from './definitions/deployments.ts';
import { FlowCheck } from './definitions/flow-check.ts';
import { Flows } from './definitions/flows.ts';
import { LookupGaps } from './definitions/lookup-gaps.ts';
import { lookupKeysIn } from './definitions/lookup-references.ts';
import { LookupRows } from './definitions/lookup-rows.ts';
import { LookupTables } from './definitions/lookup-tables.ts';
import { Lookups } from './definitions/lookups.ts';
import { Schemas } from './definitions/schemas.ts';
import type { Dispatch, DispatchQueue } from './queue/dispatch-queue.ts';
import { bulkExceptions, type BulkJobs } from './runs/bulk-exceptions.ts';
import { liveHub, type LiveHub } from './runs/live-events.ts';
import { runReplayer } from './runs/replay-run.ts';
import { runStarter, type LocalWorker, type StartRun } from './runs/start-run.ts';
import { WaitingCallers } from './runs/waiting-callers.ts';
import { SecretBox } from './secrets/secret-box.ts';
import { apiKeyStore } from './store/api-keys.ts';
import { recordChange } from './store/audit.ts';
import { bulkJobStore } from './store/bulk-jobs.ts';
import { connectionStore } from './store/connections.ts';
import { definitionSource, type DefinitionSource } from './store/definitions.ts';
import { deploymentStore } from './store/deployments.ts';
import { listIntakes } from './store/deployment-routes.ts';
import { ediInterchanges } from './store/edi/list.ts';
import { ediRegister } from './store/edi/register.ts';
import { environmentStore } from './store/environments.ts';
import { exceptionActions } from './store/exception-actions.ts';
import { exceptionQueries } from './store/exceptions.ts';
import { flowList } from './store/flow-list.ts';
import { flowStore } from './store/flows.ts';
import type { Listener } from './store/listener.ts';
import { openMisses } from './store/lookup-misses.ts';
import { loginFailureStore } from './store/login-failures.ts';
import { lookupStore } from './store/lookups.ts';
import { schemaStore } from './store/schemas.ts';
import { milestoneQueries } from './store/milestones.ts';
import type { DatabasePool } from './store/pool.ts';
import { createPrisma } from './store/prisma.ts';
import { findReply } from './store/replies.ts';
import { failedNodes, loadForReplay } from './store/replay.ts';
import { runQueries } from './store/run-queries.ts';
import { acceptor } from './store/runs/accept.ts';
import { sessionStore } from './store/sessions.ts';
import { statsQueries } from './store/stats.ts';
import { userStore } from './store/users.ts';
import { variableStore } from './store/variables.ts';
import { versionStore } from './store/versions.ts';
import { TimedCache } from './worker/timed-cache.ts';

/** What everything else is built on: opened by `main`, closed by it. */
export interface Foundation {
  pool: DatabasePool;
  queue: DispatchQueue;
  listener: Listener;
  http: HttpClient;
  masterKey: Buffer;
  log: Logger;
}

/** How long a connection, variable or lookup table is kept in memory when the notice of its change was lost, in milliseconds. */
const keepMs = 5_000;

/** Builds the parts that API and worker share. Nothing is started, and nothing is asked of the database. */
export function compose(foundation: Foundation) {
  const { pool, queue, listener, http, log } = foundation;
  const database = createPrisma(pool);
  const users = userStore(database);
  const stores = {
    users,
    environments: environmentStore(database),
    connections: connectionStore(database),
    variables: variableStore(database),
    versions: versionStore(database),
    flows: flowStore(database),
    deployments: deploymentStore(pool, database),
    apiKeys: apiKeyStore(database),
    lookups: lookupStore(pool, database),
    schemas: schemaStore(database),
  };
  const access = new Access({
    users,
    sessions: sessionStore(pool),
    apiKeys: stores.apiKeys,
    loginFailures: loginFailureStore(pool),
    audit: (by, change) => recordChange(database, by, change),
  });
  const check = new FlowCheck(stores);
  const flows = new Flows({ store: stores.flows, list: flowList(pool), versions: stores.versions, check });
  const deployments = new Deployments({ ...stores, store: stores.deployments });
  const connections = new Connections({
    store: stores.connections,
    environments: stores.environments,
    references: new DeployedReferences(stores.deployments, connectionKeysIn),
    secrets: new SecretBox(foundation.masterKey),
    http,
  });

  const dispatch = dispatcher(queue, log);
  const accept = acceptor(pool);
  let localWorker: LocalWorker | undefined;
  const startRun: StartRun = runStarter({ accept, dispatch, local: () => localWorker });
  const definitions: DefinitionSource = definitionSource(pool);
  const runs = runQueries(pool);
  const exceptions = exceptionQueries(pool);
  const actions = exceptionActions(pool);
  const bulk: BulkJobs = bulkExceptions({
    jobs: bulkJobStore(pool),
    queries: exceptions,
    actions,
    dispatch,
    log,
  });
  const live: LiveHub = liveHub(listener);
  const tables = new LookupTables(stores.lookups, keepMs);
  const lookups = new Lookups({
    store: stores.lookups,
    tables,
    references: new DeployedReferences(stores.deployments, lookupKeysIn),
  });
  const schemas = new Schemas(stores.schemas);
  const intakes: IntakeTable = intakeTable(() => listIntakes(pool));
  const connectionCache = new TimedCache((key) => {
    const [environment = '', name = ''] = key.split('/');
    return connections.connectionOf(name, environment);
  }, keepMs);
  const variableCache = new TimedCache((environment) => stores.variables.valuesOf(environment), keepMs);
  const forget = (): void => {
    intakes.clear();
    connectionCache.clear();
    variableCache.clear();
    tables.recheck();
  };
  listener.on('crossdock_definitions', (what) => {
    if (what.startsWith('api-key/')) access.forgetKeys();
    else forget();
  });
  listener.onGap(() => {
    access.forgetKeys();
    forget();
  });

  return {
    ...foundation,
    stores,
    access,
    check,
    flows,
    deployments,
    connections,
    accept,
    dispatch,
    startRun,
    /** The worker comes after the parts that it is built on: from now on, what is accepted here may be run here. */
    useLocalWorker: (worker: LocalWorker) => {
      localWorker = worker;
    },
    definitionOf: definitions.get,
    connectionOf: (key: string, environment: string) => connectionCache.get(`${environment}/${key}`),
    variablesOf: (environment: string) => variableCache.get(environment),
    tables,
    lookups,
    schemas,
    edi: ediRegister(pool),
    ediInterchanges: ediInterchanges(pool),
    lookupRows: new LookupRows({ store: stores.lookups, tables, environments: stores.environments }),
    lookupGaps: new LookupGaps({ tables, openMisses: (table) => openMisses(pool, table), bulk }),
    runs,
    exceptions,
    actions,
    bulk,
    live,
    intakes,
    milestones: milestoneQueries(pool),
    stats: statsQueries(pool),
    waitingCallers: new WaitingCallers({
      startRun,
      live,
      findReply: (runId, respondNodes) => findReply(pool, runId, respondNodes),
    }),
    replay: runReplayer({
      load: (runId) => loadForReplay(pool, runId),
      failedNodes: (runId) => failedNodes(pool, runId),
      definitionOf: definitions.get,
      accept,
      dispatch,
      audit: ({ actor, action, subject, data }) =>
        recordChange(database, { actor, ref: actor }, { action, subject: `run:${subject}`, data }),
    }),
  };
}

export type Composition = ReturnType<typeof compose>;

/**
 * Dispatches without being waited for: a run is safe once it is committed, and what the queue does not take now the
 * reconciler finds.
 */
function dispatcher(queue: DispatchQueue, log: Logger): (due: readonly Dispatch[]) => void {
  return (due) => {
    queue
      .add(due)
      .catch((error: unknown) => log.warn({ err: error, runs: due.length }, 'left to the reconciler'));
  };
}
