export { startSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
export { sandboxCredentials } from './http/auth.ts';
export { DamagedJournalError } from './company/journal.ts';
