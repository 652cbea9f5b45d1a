import type { CatalogueConnector, CatalogueOperation } from '@crossdock/flow-schema';
import type { TSchema } from 'typebox';
import { connectors } from './registry.ts';
import type { Connector, Operation } from './sdk/types.ts';

/** All connectors as plain JSON, for `GET /api/v1/connectors`. */
export const catalogue = (): CatalogueConnector[] => Object.values(connectors).map(describeConnector);

/** One connector as plain JSON: its schemas and texts, without its functions. */
export function describeConnector(connector: Connector): CatalogueConnector {
  const { id, name, description, icon, connection, operations } = connector;
  return {
    id,
    name,
    description,
    icon,
    connection: connection
      ? {
          config: plain(connection.config),
          secrets: plain(connection.secrets),
          testable: connection.test !== undefined,
        }
      : null,
    operations: operations.map(describeOperation),
  };
}

function describeOperation(operation: Operation): CatalogueOperation {
  const { id, name, description, effect, catalogueEffect, input, output } = operation;
  return {
    id,
    name,
    description,
    // Where the effect depends on the input and nothing else is said, the careful one is shown.
    effect: catalogueEffect ?? (typeof effect === 'string' ? effect : 'unsafe'),
    input: plain(input),
    output: plain(output),
  };
}

/** A copy without TypeBox's own marks. */
const plain = (schema: TSchema): Record<string, unknown> => JSON.parse(JSON.stringify(schema));
