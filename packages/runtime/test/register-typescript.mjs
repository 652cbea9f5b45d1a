import { register } from 'node:module';

/**
 * Lets a plain Node process run our TypeScript sources, for tests that need processes of their own to kill:
 * `node --import .../register-typescript.mjs --conditions crossdock-source file.ts`.
 */
register('./typescript-hooks.mjs', import.meta.url);
