import { catalogue } from '@crossdock/connectors';
import {
  validateFlow,
  type FlowDefinition,
  type FlowFindings,
  type ValidationContext,
} from '@crossdock/flow-schema';
import { checkSyntax } from '@crossdock/mapping';
import type { ConnectionStore } from '../store/connections.ts';

/** Checks flows with all that the server knows: connectors, connections and the parser of expressions. */
export class FlowCheck {
  readonly #connections: Pick<ConnectionStore, 'keysOf'>;
  readonly #context: ValidationContext = {
    checkExpression,
    connectors: catalogue(),
  };

  constructor(connections: Pick<ConnectionStore, 'keysOf'>) {
    this.#connections = connections;
  }

  /** @param environment in which the connections must be there; left out, they are not looked for */
  async validate(definition: FlowDefinition, environment?: string): Promise<FlowFindings> {
    if (environment === undefined) return validateFlow(definition, this.#context);
    const connections = await this.#connections.keysOf(environment);
    return validateFlow(definition, { ...this.#context, connections, environment });
  }
}

function checkExpression(source: string): { message: string; position?: number | undefined } | undefined {
  const fault = checkSyntax(source);
  return fault && { message: fault.message, position: fault.position };
}
