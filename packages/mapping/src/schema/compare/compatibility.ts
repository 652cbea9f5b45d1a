import type { schemaModes } from '@crossdock/flow-schema';
import type { JsonSchema } from '../json.ts';
import { compareSchemas } from './changes.ts';
import type { SchemaChange } from './changes.ts';

/**
 * What a new version owes to the earlier ones. `backward`: readers of the new version can read documents of the
 * version before. `forward`: readers of the version before can read documents of the new one. `full`: both.
 * `…Transitive`: the same for every earlier version. `none`: nothing.
 */
export type CompatibilityMode = (typeof schemaModes)[number];

/** A version that was published before. */
export interface EarlierVersion {
  version: number;
  schema: JsonSchema;
}

/** Whether a schema may follow the earlier ones, and what stands against it. */
export interface Compatibility {
  compatible: boolean;
  problems: { version: number; changes: SchemaChange[] }[];
  /** The problems as sentences, each of which names the version concerned. */
  reasons: string[];
}

/**
 * Whether a schema may become the next version.
 * @param earlier All versions published before, in any order
 */
export function checkCompatibility(
  mode: CompatibilityMode,
  earlier: readonly EarlierVersion[],
  candidate: JsonSchema,
): Compatibility {
  const ordered = earlier.toSorted((left, right) => right.version - left.version);
  const concerned = mode === 'none' ? [] : mode.endsWith('Transitive') ? ordered : ordered.slice(0, 1);
  const problems = concerned.flatMap(({ version, schema }) => {
    const changes = compareSchemas(schema, candidate).filter((change) => harms(mode, change));
    return changes.length === 0 ? [] : [{ version, changes }];
  });
  const reasons = problems.flatMap(({ version, changes }) =>
    changes.map(({ message }) => `Against version ${version}: ${message}`),
  );
  return { compatible: problems.length === 0, problems, reasons };
}

function harms(mode: CompatibilityMode, { breaks }: SchemaChange): boolean {
  if (breaks === 'none') return false;
  if (mode.startsWith('full') || breaks === 'both') return true;
  return mode.startsWith(breaks);
}
