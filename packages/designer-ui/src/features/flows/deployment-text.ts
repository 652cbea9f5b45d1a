import type { Deployment } from '@crossdock/flow-schema';

/** Short label and a full sentence about what runs in an environment. */
export function deploymentText(
  { environment, version, paused, deployedBy }: Deployment,
  latestVersion: number | null,
  environmentName: (key: string) => string,
): { label: string; hint: string } {
  const name = environmentName(environment);
  const behind = latestVersion !== null && latestVersion > version;
  const label = `${name} v${version}${paused ? ' paused' : ''}${behind && !paused ? ` of ${latestVersion}` : ''}`;
  const newer = behind ? ` Version ${latestVersion} is newer.` : '';
  const state = paused ? 'is paused: messages are refused' : 'takes messages';
  return { label, hint: `Version ${version} ${state} in ${name}, deployed by ${deployedBy}.${newer}` };
}
