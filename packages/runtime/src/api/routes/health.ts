import express, { type Router } from 'express';
import { Refusal } from '../../refusal.ts';
import { refuseMethod } from '../route.ts';

export interface HealthServices {
  /** What must answer before work can be taken, by name; each throws when it doesn't. */
  readiness: Readonly<Record<string, () => Promise<void>>>;
}

const patienceMs = 3_000;

/** `/healthz`: the process lives. `/readyz`: what it depends on answers. */
export function healthRoutes({ readiness }: HealthServices): Router {
  const router = express.Router();
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    response.set('Cache-Control', 'no-store');
    const names = Object.keys(readiness);
    const results = await Promise.allSettled(Object.values(readiness).map(withPatience));
    const down = names.filter((_name, index) => results[index]?.status === 'rejected');
    if (down.length > 0) {
      throw new Refusal('unavailable', `No answer from: ${down.join(', ')}.`, { retryAfterS: 2 });
    }
    response.json({ status: 'ready', checks: Object.fromEntries(names.map((name) => [name, 'ok'])) });
  });
  router.all(['/healthz', '/readyz'], refuseMethod(['GET']));
  return router;
}

/** A check that hangs counts as failed. */
async function withPatience(check: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), patienceMs);
  });
  try {
    await Promise.race([check(), late]);
  } finally {
    clearTimeout(timer);
  }
}
