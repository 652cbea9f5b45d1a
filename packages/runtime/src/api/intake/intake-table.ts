import { Refusal } from '../../refusal.ts';
import type { DeployedIntake } from '../../store/deployment-routes.ts';

/** Addresses at which messages are taken, kept in memory. */
export interface IntakeTable {
  /** @throws Refusal 404, 405 or, for a paused flow, 503 */
  find(environment: string, method: string, path: string): Promise<DeployedIntake>;
  /** Forgets what it knows; the next look reads it again. */
  clear(): void;
}

/** How long another server's deployment may go unnoticed when its notice was lost, in milliseconds. */
const keepMs = 2_000;

export function intakeTable(list: () => Promise<DeployedIntake[]>): IntakeTable {
  let table: Promise<Map<string, DeployedIntake[]>> | undefined;
  let until = 0;

  const load = (): Promise<Map<string, DeployedIntake[]>> => {
    if (table && until > Date.now()) return table;
    until = Date.now() + keepMs;
    const loading = list().then(byAddress);
    table = loading;
    loading.catch(() => {
      if (table === loading) table = undefined;
    });
    return loading;
  };

  return {
    async find(environment, method, path) {
      const intakes = (await load()).get(addressOf(environment, path)) ?? [];
      const intake = intakes.find((candidate) => candidate.method === method);
      if (intake?.paused) throw new Refusal('unavailable', 'This flow is paused.', { retryAfterS: 60 });
      if (intake) return intake;
      if (intakes.length === 0)
        throw new Refusal('not_found', 'No deployed flow takes messages at this address.');
      const allow = intakes.map((candidate) => candidate.method).join(', ');
      throw new Refusal('method_not_allowed', `This address takes ${allow}.`, { headers: { Allow: allow } });
    },
    clear() {
      table = undefined;
    },
  };
}

const addressOf = (environment: string, path: string): string => `${environment}/${path}`;

function byAddress(intakes: readonly DeployedIntake[]): Map<string, DeployedIntake[]> {
  const map = new Map<string, DeployedIntake[]>();
  for (const intake of intakes) {
    const address = addressOf(intake.environment, intake.path);
    map.set(address, [...(map.get(address) ?? []), intake]);
  }
  return map;
}
