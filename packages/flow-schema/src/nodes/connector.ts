import Type from 'typebox';
import { dynamic, ErrorClass, mainPort } from '../flow.ts';
import { defineKind } from '../kind.ts';

export const connector = defineKind({
  group: 'connector',
  label: 'Connector',
  summary: 'Calls another system.',
  icon: 'Plug',
  hasInput: true,
  canFail: true,
  config: Type.Object(
    {
      connector: Type.String({ minLength: 1, title: 'Connector' }),
      operation: Type.String({ minLength: 1, title: 'Operation' }),
      connection: Type.Optional(
        Type.String({ minLength: 1, title: 'Connection', description: 'The same key in every environment.' }),
      ),
      input: dynamic(Type.Record(Type.String(), Type.Unknown(), { title: 'Input' })),
      classify: Type.Optional(
        Type.Array(
          Type.Object(
            {
              status: Type.Optional(Type.Integer({ minimum: 100, maximum: 599, title: 'HTTP status' })),
              code: Type.Optional(Type.String({ minLength: 1, title: 'Error code' })),
              class: ErrorClass,
            },
            { additionalProperties: false },
          ),
          { title: 'Error classes', description: 'Overrides how this system’s errors are taken.' },
        ),
      ),
    },
    { additionalProperties: false },
  ),
  ports: () => [{ id: mainPort, label: 'result' }],
  defaults: { connector: 'http', operation: 'request', input: { method: 'POST', path: '/', body: '=$' } },
});
