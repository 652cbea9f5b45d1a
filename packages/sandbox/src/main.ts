import { startSandbox, type SandboxOptions } from './sandbox.ts';

/** Reads SANDBOX_PORT, SANDBOX_HOST and SANDBOX_JOURNAL. */
function optionsFrom(environment: NodeJS.ProcessEnv): SandboxOptions {
  const { SANDBOX_PORT: port, SANDBOX_HOST: host, SANDBOX_JOURNAL: journalFile } = environment;
  if (port !== undefined && !/^\d{1,5}$/.test(port))
    throw new Error(`SANDBOX_PORT must be a port, not "${port}"`);
  return {
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(host === undefined ? {} : { host }),
    ...(journalFile === undefined ? {} : { journalFile }),
  };
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inUse = 'code' in error && error.code === 'EADDRINUSE';
  return inUse
    ? 'The port is in use; set SANDBOX_PORT to another one, or to 0 for any free one'
    : error.message;
}

try {
  const sandbox = await startSandbox(optionsFrom(process.env));
  const { url, erpUrl, storefrontUrl, carrierUrl } = sandbox;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void sandbox.close());
  }
  console.log(JSON.stringify({ url, erpUrl, storefrontUrl, carrierUrl }));
} catch (error) {
  console.error(`The sandbox could not start: ${explain(error)}`);
  process.exitCode = 1;
}
