import type { FlowDefinition } from '@crossdock/flow-schema';
import type pg from 'pg';

/** Gives published versions. They never change, so that they are read once and kept. */
export interface DefinitionSource {
  /** @throws when there is no such version. */
  get(flowId: string, version: number): Promise<FlowDefinition>;
}

const keptVersions = 500;

export function definitionSource(pool: pg.Pool): DefinitionSource {
  const kept = new Map<string, Promise<FlowDefinition>>();
  return {
    get(flowId, version) {
      const key = `${flowId}/${version}`;
      const known = kept.get(key);
      if (known) return known;
      const loading = load(pool, flowId, version);
      kept.set(key, loading);
      loading.catch(() => kept.delete(key));
      // The oldest goes: maps keep the order of insertion.
      if (kept.size > keptVersions) for (const oldest of [...kept.keys()].slice(0, 1)) kept.delete(oldest);
      return loading;
    },
  };
}

async function load(pool: pg.Pool, flowId: string, version: number): Promise<FlowDefinition> {
  const { rows } = await pool.query<{ definition: FlowDefinition }>(
    'SELECT definition FROM flow_versions WHERE flow_id = $1 AND version = $2',
    [flowId, version],
  );
  if (!rows[0]) throw new Error(`flow ${flowId} has no version ${version}`);
  return rows[0].definition;
}
