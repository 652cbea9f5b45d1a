import { catalogue } from '@crossdock/connectors';
import {
  validateFlow,
  type FlowDefinition,
  type FlowFindings,
  type ValidationContext,
} from '@crossdock/flow-schema';
import { checkSyntax } from '@crossdock/mapping';
import type { ConnectionStore } from '../store/connections.ts';
import type { LookupStore } from '../store/lookups.ts';
import type { SchemaStore } from '../store/schemas.ts';
import { builtInSchemas } from './canonical.ts';
import { tablesIn } from './lookup-references.ts';

export interface FlowCheckServices {
  connections: Pick<ConnectionStore, 'keysOf'>;
  lookups: Pick<LookupStore, 'keys'>;
  schemas: Pick<SchemaStore, 'states'>;
}

/** Checks flows with all that the server knows: connectors, connections, lookup tables, schemas and the parser of expressions. */
export class FlowCheck {
  readonly #services: FlowCheckServices;
  readonly #context: ValidationContext = {
    checkExpression,
    connectors: catalogue(),
    tablesIn,
  };

  constructor(services: FlowCheckServices) {
    this.#services = services;
  }

  /** @param environment in which the connections must be there; left out, they are not looked for */
  async validate(definition: FlowDefinition, environment?: string): Promise<FlowFindings> {
    const [lookupTables, schemas] = await Promise.all([this.#services.lookups.keys(), this.#schemas()]);
    const context = { ...this.#context, lookupTables, schemas };
    if (environment === undefined) return validateFlow(definition, context);
    const connections = await this.#services.connections.keysOf(environment);
    return validateFlow(definition, { ...context, connections, environment });
  }

  /** Versions of all schemas, by reference. */
  async #schemas(): Promise<ReadonlyMap<string, { deprecated: boolean }>> {
    const builtIn = builtInSchemas().map(({ key, latest }) => ({ key, ...latest }));
    const versions = [...builtIn, ...(await this.#services.schemas.states())];
    return new Map(versions.map(({ key, version, deprecated }) => [`${key}@${version}`, { deprecated }]));
  }
}

function checkExpression(source: string): { message: string; position?: number | undefined } | undefined {
  const fault = checkSyntax(source);
  return fault && { message: fault.message, position: fault.position };
}
