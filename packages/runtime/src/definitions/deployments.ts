import type { Deployment, DeployBody, FlowDefinition } from '@crossdock/flow-schema';
import type { Static } from 'typebox';
import type { Actor } from '../access/principal.ts';
import { invalidFields, notFound, Refusal } from '../refusal.ts';
import type { ConnectionStore } from '../store/connections.ts';
import type { DeploymentStore } from '../store/deployments.ts';
import type { EnvironmentStore } from '../store/environments.ts';
import type { FlowStore } from '../store/flows.ts';
import type { VersionStore } from '../store/versions.ts';
import { connectionReferences } from './connection-references.ts';
import { showDeployment } from './show-flow.ts';
import { intakeOf, nextTickOf } from './trigger.ts';

export interface DeploymentServices {
  store: DeploymentStore;
  flows: Pick<FlowStore, 'find'>;
  versions: Pick<VersionStore, 'find'>;
  environments: Pick<EnvironmentStore, 'exists'>;
  connections: Pick<ConnectionStore, 'keysOf'>;
}

/** Where a flow is deployed. */
export interface Target {
  flowId: string;
  environment: string;
}

/** Which version runs in which environment. */
export class Deployments {
  readonly #services: DeploymentServices;

  constructor(services: DeploymentServices) {
    this.#services = services;
  }

  /**
   * Deploys a version, active at once, or pauses and resumes what is deployed.
   * @throws Refusal `not_found`, `invalid_fields`, `missing_connections` or `intake_taken`
   */
  async put(target: Target, wish: Static<typeof DeployBody>, by: Actor): Promise<Deployment> {
    await this.#check(target);
    const version = wish.version ?? (await this.#deployedVersion(target));
    const definition = await this.#definitionOf(target, version);
    const paused = wish.paused ?? false;
    // Pausing must be possible whatever is missing.
    if (!paused) await this.#refuseMissingConnections(definition, target.environment);
    const outcome = await this.#services.store.put(
      {
        ...target,
        version,
        paused,
        intake: intakeOf(definition),
        nextTickAt: paused ? undefined : nextTickOf(definition, new Date()),
      },
      by,
    );
    if (outcome.kind === 'missing') throw notFound('flow');
    if (outcome.kind === 'taken') throw taken(definition, target, outcome.by);
    return showDeployment(outcome.deployment);
  }

  /** Takes a flow out of an environment. Runs under way go on. @throws Refusal `not_found` */
  async delete({ flowId, environment }: Target, by: Actor): Promise<void> {
    if (await this.#services.store.delete(flowId, environment, by)) return;
    throw new Refusal('not_found', `This flow is not deployed in ${environment}.`);
  }

  async #check({ flowId, environment }: Target): Promise<void> {
    if (!(await this.#services.flows.find(flowId))) throw notFound('flow');
    if (!(await this.#services.environments.exists(environment))) throw notFound('environment');
  }

  async #deployedVersion({ flowId, environment }: Target): Promise<number> {
    const deployed = await this.#services.store.find(flowId, environment);
    if (deployed) return deployed.version;
    const message = `is needed: the flow is not deployed in ${environment} yet`;
    throw invalidFields([{ path: 'version', message }]);
  }

  async #definitionOf({ flowId }: Target, version: number): Promise<FlowDefinition> {
    const found = await this.#services.versions.find(flowId, version);
    if (found) return found.definition;
    const message = `must be a published version; there is no version ${version}`;
    throw invalidFields([{ path: 'version', message }]);
  }

  async #refuseMissingConnections(definition: FlowDefinition, environment: string): Promise<void> {
    const present = await this.#services.connections.keysOf(environment);
    const missing = connectionReferences(definition).filter(
      ({ key, connector }) => !present.some((known) => known.key === key && known.connector === connector),
    );
    if (missing.length === 0) return;
    const keys = [...new Set(missing.map(({ key }) => key))];
    throw new Refusal('missing_connections', `Missing in ${environment}: ${keys.join(', ')}.`, {
      members: { environment, connections: keys },
      errors: missing.map(({ path, key, connector, nodeName }) => ({
        path: `definition.${path}`,
        message: `“${nodeName}” needs a connection "${key}" of the connector "${connector}" in ${environment}`,
      })),
    });
  }
}

function taken(
  definition: FlowDefinition,
  { environment }: Target,
  flow: { id: string; name: string },
): Refusal {
  const { method, path } = intakeOf(definition) ?? { method: '', path: '' };
  return new Refusal(
    'intake_taken',
    `${method} /in/${environment}/${path} belongs to “${flow.name}”. Choose another path, or take that flow out.`,
    { members: { flowId: flow.id, flowName: flow.name } },
  );
}
