import { CatalogueConnector, effects } from '@crossdock/flow-schema';
import type { TSchema } from 'typebox';
import { Check } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { describeConnector } from '../catalogue.ts';
import { ConnectorError } from '../sdk/error.ts';
import { effectOf } from '../sdk/operation.ts';
import type { ConnectionKind, Connector, Operation } from '../sdk/types.ts';
import { closedClient, recordingContext } from './context.ts';

const idForm = /^[a-z][A-Za-z0-9-]{0,39}$/;
const sentence = /^[A-Z].*\.$/s;

/**
 * Declares the tests that every connector passes. Call it at the top of a connector's test file.
 * They send nothing.
 */
export function testConnector(connector: Connector): void {
  describe(`contract of the connector "${connector.id}"`, () => {
    it('has an id, a name and a description', () => {
      expect(connector.id).toMatch(idForm);
      expect(connector.name.trim()).not.toBe('');
      expect(connector.description).toMatch(sentence);
    });

    it('has a small icon that takes its colour from the page and runs nothing', () => {
      expect(connector.icon).toMatch(/^<svg [^>]*viewBox="[^"]+"[\s\S]*<\/svg>\s*$/);
      expect(connector.icon).toContain('currentColor');
      expect(connector.icon).not.toMatch(/<script|<foreignObject|<image|<use|\son\w+=|href=|url\(|style=/i);
      expect(connector.icon.length).toBeLessThan(4096);
    });

    it('is plain JSON in the catalogue', () => {
      const described = describeConnector(connector);
      expect(JSON.parse(JSON.stringify(described))).toEqual(described);
      expect(Check(CatalogueConnector, described)).toBe(true);
    });

    it('has operations with different ids', () => {
      const ids = connector.operations.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    });

    if (connector.connection) testConnection(connector.connection);
    for (const operation of connector.operations) testOperation(operation);
  });
}

function testConnection(kind: ConnectionKind): void {
  describe('connection', () => {
    it('has forms for config and secrets', () => {
      expectForm(kind.config);
      expectForm(kind.secrets);
    });

    it('keeps every secret as optional text apart from the config', () => {
      const secrets = propertiesOf(kind.secrets);
      for (const schema of Object.values(secrets)) expect(schema).toMatchObject({ type: 'string' });
      expect(Object.keys(secrets).filter((name) => name in propertiesOf(kind.config))).toEqual([]);
      // Left out in an update means unchanged, so a form can never insist on one.
      expect(Check(kind.secrets, {})).toBe(true);
    });

    const { test } = kind;
    if (!test) return;
    it('fails its test with a ConnectorError when it is empty', async () => {
      const connection = { key: 'empty', config: {}, secrets: {} };
      const { signal, environment } = recordingContext();
      const outcome = test({ signal, environment, http: closedClient, connection });
      await expect(outcome).rejects.toBeInstanceOf(ConnectorError);
    });
  });
}

function testOperation(operation: Operation): void {
  describe(`operation "${operation.id}"`, () => {
    it('has an id, a name and a description', () => {
      expect(operation.id).toMatch(idForm);
      expect(operation.name.trim()).not.toBe('');
      expect(operation.description).toMatch(sentence);
    });

    it('has a form for its input and says what comes out', () => {
      expectForm(operation.input);
      expect(Object.keys(operation.output).length).toBeGreaterThan(0);
    });

    it('has a sample that fits its input', () => {
      expect(Check(operation.input, operation.sample)).toBe(true);
    });

    it('declares an effect, a careful one for input that is not valid', () => {
      expect(effects).toContain(effectOf(operation, operation.sample));
      if (typeof operation.effect === 'string') return;
      expect(effects, 'catalogueEffect is needed where the effect depends').toContain(
        operation.catalogueEffect,
      );
      expect(effectOf(operation, { 'no such field': 1 })).toBe('unsafe');
    });

    it.each([[null], ['text'], [42], [[]], [{ 'no such field': 1 }]])(
      'refuses the input %j without sending anything',
      async (input) => {
        const context = recordingContext();
        await expect(operation.run(input, context)).rejects.toMatchObject({
          name: 'ConnectorError',
          class: 'technical-permanent',
          code: 'invalid_input',
          outcome: 'not-sent',
        });
        expect(context.reported).toEqual([]);
      },
    );

    it('gives what its output schema says, or fails with a ConnectorError', async () => {
      const output = await operation
        .run(operation.sample, recordingContext())
        .catch((error: unknown) => error);
      const valid = output instanceof ConnectorError || Check(operation.output, output);
      expect(valid, `got ${String(output)}`).toBe(true);
    });
  });
}

/** A closed object whose fields all have titles: what a form is drawn from. */
function expectForm(schema: TSchema): void {
  expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
  for (const [name, property] of Object.entries(propertiesOf(schema))) {
    expect(property, `title of "${name}"`).toMatchObject({ title: expect.stringMatching(/\S/) });
  }
}

function propertiesOf(schema: TSchema): Record<string, unknown> {
  const properties = 'properties' in schema ? schema.properties : undefined;
  return typeof properties === 'object' && properties !== null ? { ...properties } : {};
}
