import type { HttpClient } from '@crossdock/connectors';
import type pg from 'pg';
import { Access } from '../access/access.ts';
import { SecretBox } from '../secrets/secret-box.ts';
import { apiKeyStore } from '../store/api-keys.ts';
import { connectionStore } from '../store/connections.ts';
import { deploymentStore } from '../store/deployments.ts';
import { environmentStore } from '../store/environments.ts';
import { flowList } from '../store/flow-list.ts';
import { flowStore } from '../store/flows.ts';
import { createPrisma } from '../store/prisma.ts';
import { sessionStore } from '../store/sessions.ts';
import { userStore } from '../store/users.ts';
import { variableStore } from '../store/variables.ts';
import { versionStore } from '../store/versions.ts';
import { Connections } from './connections.ts';
import { DeployedReferences } from './deployed-references.ts';
import { Deployments } from './deployments.ts';
import { FlowCheck } from './flow-check.ts';
import { Flows } from './flows.ts';

export interface DefinitionDependencies {
  pool: pg.Pool;
  /** Encrypts connection secrets; 32 bytes. */
  masterKey: Buffer;
  /** The guarded way out, for trying connections. */
  http: HttpClient;
}

/** Puts together access and definitions on one database: what the API needs of them, and `users` for the start. */
export function createDefinitions({ pool, masterKey, http }: DefinitionDependencies) {
  const database = createPrisma(pool);
  const users = userStore(database);
  const environments = environmentStore(database);
  const connections = connectionStore(database);
  const versions = versionStore(database);
  const flows = flowStore(database);
  const deployments = deploymentStore(pool, database);
  const references = new DeployedReferences(deployments);
  return {
    users,
    access: new Access({ users, sessions: sessionStore(pool), apiKeys: apiKeyStore(pool, database) }),
    environments,
    variables: variableStore(database),
    connections: new Connections({
      store: connections,
      environments,
      references,
      secrets: new SecretBox(masterKey),
      http,
    }),
    flows: new Flows({
      store: flows,
      list: flowList(pool),
      versions,
      check: new FlowCheck(connections),
    }),
    deployments: new Deployments({ store: deployments, flows, versions, environments, connections }),
  };
}
