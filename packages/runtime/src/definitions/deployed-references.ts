import type { DeployedVersion, DeploymentStore } from '../store/deployments.ts';
import { connectionReferences } from './connection-references.ts';

/** A deployed flow that uses a connection. */
export interface ConnectionUse {
  flowId: string;
  flowName: string;
}

/**
 * Knows which deployed flows use a connection. Versions never change, so that each is read once and only the keys in
 * it are kept.
 */
export class DeployedReferences {
  readonly #deployments: Pick<DeploymentStore, 'all' | 'definitionsOf'>;
  readonly #keys = new Map<string, ReadonlySet<string>>();

  constructor(deployments: Pick<DeploymentStore, 'all' | 'definitionsOf'>) {
    this.#deployments = deployments;
  }

  /** Gives a function that names the flows which use a connection, as of now. */
  async read(): Promise<(connection: { key: string; environment: string }) => ConnectionUse[]> {
    const deployed = await this.#deployments.all();
    this.#forget(new Set(deployed.map(idOf)));
    await this.#learn(deployed.filter((version) => !this.#keys.has(idOf(version))));
    return ({ key, environment }) =>
      deployed
        .filter((version) => version.environment === environment && this.#keys.get(idOf(version))?.has(key))
        .map(({ flowId, flowName }) => ({ flowId, flowName }));
  }

  /** Drops what is no longer deployed. */
  #forget(deployed: ReadonlySet<string>): void {
    for (const id of this.#keys.keys()) if (!deployed.has(id)) this.#keys.delete(id);
  }

  async #learn(versions: readonly DeployedVersion[]): Promise<void> {
    if (versions.length === 0) return;
    const definitions = await this.#deployments.definitionsOf(versions);
    definitions.forEach((definition, index) => {
      const version = versions[index];
      if (version)
        this.#keys.set(idOf(version), new Set(connectionReferences(definition).map(({ key }) => key)));
    });
  }
}

const idOf = ({ flowId, version }: DeployedVersion): string => `${flowId}/${version}`;
