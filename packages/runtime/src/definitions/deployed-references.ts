import type { FlowDefinition } from '@crossdock/flow-schema';
import type { DeployedVersion, DeploymentStore } from '../store/deployments.ts';

/** A deployed flow that uses a connection or a lookup table. */
export interface DeployedUse {
  flowId: string;
  flowName: string;
}

/**
 * Knows which deployed flows use something that has a key. Versions never change, so that each is read once and only the keys in
 * it are kept.
 */
export class DeployedReferences {
  readonly #deployments: Pick<DeploymentStore, 'all' | 'definitionsOf'>;
  readonly #keysIn: (definition: FlowDefinition) => readonly string[];
  readonly #keys = new Map<string, ReadonlySet<string>>();

  /** @param keysIn the keys that a definition names */
  constructor(
    deployments: Pick<DeploymentStore, 'all' | 'definitionsOf'>,
    keysIn: (definition: FlowDefinition) => readonly string[],
  ) {
    this.#deployments = deployments;
    this.#keysIn = keysIn;
  }

  /**
   * Gives a function that names the flows which use a key, as of now: in an environment, or each flow once over all.
   */
  async read(): Promise<(used: { key: string; environment?: string }) => DeployedUse[]> {
    const deployed = await this.#deployments.all();
    this.#forget(new Set(deployed.map(idOf)));
    await this.#learn(deployed.filter((version) => !this.#keys.has(idOf(version))));
    return ({ key, environment }) => {
      const users = deployed.filter(
        (version) =>
          (environment === undefined || version.environment === environment) &&
          this.#keys.get(idOf(version))?.has(key),
      );
      return [...new Map(users.map(({ flowId, flowName }) => [flowId, { flowId, flowName }])).values()];
    };
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
      if (version) this.#keys.set(idOf(version), new Set(this.#keysIn(definition)));
    });
  }
}

const idOf = ({ flowId, version }: DeployedVersion): string => `${flowId}/${version}`;
