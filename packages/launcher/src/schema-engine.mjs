import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.mjs';

const runtimeRequire = createRequire(inRoot('packages', 'runtime', 'package.json'));
const enginePath = runtimeRequire.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
const adapterPath = runtimeRequire.resolve('@prisma/adapter-pg');

/**
 * Says by which SQL one Prisma schema becomes another, by Prisma's own engine as WebAssembly: nothing native is
 * needed, and no database, because two schemas are compared. What stands in migrations only (partial indexes,
 * checks) is therefore left alone.
 *
 * @param {string | undefined} before the schema that the database has; `undefined` if it is empty
 * @param {string} after the schema that it is to have
 * @returns {Promise<string>} the script; empty if there is no difference
 * @throws {Error} when a schema is not valid
 */
export async function diffSchemas(before, after) {
  const engine = await loadEngine(after);
  try {
    const { stdout } = await engine.diff({
      from: before === undefined ? { tag: 'empty' } : { tag: 'schemaDatamodel', ...asContainer(before) },
      to: { tag: 'schemaDatamodel', ...asContainer(after) },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
      shadowDatabaseUrl: null,
    });
    return isEmptyScript(stdout) ? '' : stdout;
  } finally {
    engine.free();
  }
}

/** @param {string} schema */
async function loadEngine(schema) {
  const { SchemaEngine } = await loadModule();
  return SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, await adapter());
}

/** @type {Promise<any> | undefined} */
let loaded;

/** The module keeps views of its memory, so that it can be loaded only once. */
function loadModule() {
  loaded ??= instantiate();
  return loaded;
}

async function instantiate() {
  const module = await import(pathToFileURL(enginePath).href);
  const bytes = readFileSync(enginePath.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': module });
  // Outside a bundler the module has to be told its WebAssembly by hand, and where to put a panic's message.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (/** @type {string} */ message) => console.error(message) },
  });
  module.__wbg_set_wasm(instance.exports);
  /** @type {() => void} */ (instance.exports['__wbindgen_start'])();
  return module;
}

/**
 * The engine takes its dialect from an adapter and greets its database, although comparing schemas needs none: this
 * adapter has the dialect, and no rows.
 */
async function adapter() {
  const utilities = createRequire(adapterPath).resolve('@prisma/driver-adapter-utils');
  const { bindMigrationAwareSqlAdapterFactory } = await import(pathToFileURL(utilities).href);
  const dialect = { provider: 'postgres', adapterName: 'crossdock-no-database' };
  const connection = {
    ...dialect,
    queryRaw: async () => ({ columnNames: [], columnTypes: [], rows: [] }),
    executeRaw: async () => 0,
    executeScript: async () => undefined,
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
    dispose: async () => undefined,
  };
  const connect = async () => connection;
  return bindMigrationAwareSqlAdapterFactory({ ...dialect, connect, connectToShadowDb: connect });
}

/** @param {string} content */
function asContainer(content) {
  return { files: [{ path: 'schema.prisma', content }] };
}

/** @param {string} script */
function isEmptyScript(script) {
  return script.split('\n').every((line) => line.trim() === '' || line.startsWith('--'));
}
