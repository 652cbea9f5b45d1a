import { until } from '../system/until.ts';
import type { World } from '../system/world.ts';
import { checkpointWaiting, dropWaitingCheckpoints, holdCheckpoints } from './checkpoint-lock.ts';

/** What a crash finds: a world with a running server, and an order to send. */
export interface Scene {
  world: World;
  orderNumber: string;
  /** Sends the order; gives the run's id once it is accepted. */
  order(): Promise<string>;
}

export interface CrashCase {
  name: string;
  /** How the connection says that the ERP takes a repeated call. */
  connection: 'keyed' | 'unsafe' | 'keyless';
  /** Brings the order to the moment of the crash, and kills the server there. */
  crash(scene: Scene): Promise<string>;
  expect: 'booked once' | 'unknown outcome' | 'doubled';
  /** Sales-order requests that reached the ERP, where that is certain. */
  requests?: number;
}

const kill = ({ world }: Scene) => world.server.end('SIGKILL');

/** An api process takes the order and dies: nobody has begun to work on it. */
async function afterAccept(scene: Scene): Promise<string> {
  const { world } = scene;
  await kill(scene);
  await world.start({ role: 'api' });
  const runId = await scene.order();
  await kill(scene);
  return runId;
}

/** The ERP takes its time, and the server dies while it waits for the answer. */
async function inMidStep(scene: Scene): Promise<string> {
  const { erp } = scene.world;
  await erp.fault({ mode: 'latency', latencyMs: 400, match: { path: '/sales-orders' } });
  const runId = await scene.order();
  await until('the ERP works', async () => (await erp.struck()) > 0);
  await kill(scene);
  await erp.heal();
  return runId;
}

/** The ERP has booked and answered; the server dies before it has written that down. */
async function beforeCheckpoint(scene: Scene): Promise<string> {
  const { world } = scene;
  const lock = await holdCheckpoints(world);
  try {
    const runId = await scene.order();
    await checkpointWaiting(world);
    await kill(scene);
    await dropWaitingCheckpoints(world);
    return runId;
  } finally {
    await lock.release();
  }
}

/** The same for a call that writes its intent first: only the result is held up. */
async function betweenIntentAndResult(scene: Scene): Promise<string> {
  return withResultHeldUp(scene, async () => {
    await kill(scene);
    await dropWaitingCheckpoints(scene.world);
  });
}

/** No crash: the connection breaks on which the result is being written down. */
const connectionLostAtResult = (scene: Scene): Promise<string> =>
  withResultHeldUp(scene, () => dropWaitingCheckpoints(scene.world));

async function withResultHeldUp(scene: Scene, strike: () => Promise<void>): Promise<string> {
  const { world } = scene;
  const { erp } = world;
  await erp.fault({ mode: 'latency', latencyMs: 800, match: { path: '/sales-orders' } });
  const runId = await scene.order();
  await until('the ERP works', async () => (await erp.struck()) > 0);
  const lock = await holdCheckpoints(world);
  try {
    await checkpointWaiting(world);
    await strike();
    return runId;
  } finally {
    await lock.release();
    await erp.heal();
  }
}

/** The ERP is down, the run waits for its next attempt, and the server dies. */
async function inBackOff(scene: Scene): Promise<string> {
  const { erp } = scene.world;
  await erp.fault({ mode: 'down' });
  const runId = await scene.order();
  await scene.world.operator.settled(runId, 'waiting');
  await kill(scene);
  await erp.heal();
  return runId;
}

/** The ERP books, but its answer never arrives. No crash: the connection breaks. */
async function answerLost(scene: Scene): Promise<string> {
  const { erp } = scene.world;
  await erp.fault({ mode: 'drop-answer', times: 1, match: { path: '/sales-orders' } });
  const runId = await scene.order();
  await until('the answer dropped', async () => (await erp.struck()) > 0);
  return runId;
}

/** The answer is lost, and the server dies before it tries again. */
async function answerLostThenKilled(scene: Scene): Promise<string> {
  const runId = await answerLost(scene);
  await kill(scene);
  return runId;
}

const booked = { connection: 'keyed', expect: 'booked once' } as const;
const unknown = { connection: 'unsafe', expect: 'unknown outcome', requests: 1 } as const;

export const crashes: readonly CrashCase[] = [
  { name: 'after accept', ...booked, crash: afterAccept, requests: 1 },
  { name: 'in mid-step', ...booked, crash: inMidStep },
  {
    name: 'after the answer, before the checkpoint',
    ...booked,
    crash: beforeCheckpoint,
    requests: 2,
  },
  { name: 'in back-off', ...booked, crash: inBackOff, requests: 1 },
  { name: 'answer lost', ...booked, crash: answerLost, requests: 2 },
  { name: 'answer lost, then killed', ...booked, crash: answerLostThenKilled, requests: 2 },
  // An ERP that takes no keys, and a connection that says so: nothing is repeated, a person decides.
  { name: 'after the answer, before the checkpoint; unsafe', ...unknown, crash: betweenIntentAndResult },
  { name: 'answer lost; unsafe', ...unknown, crash: answerLost },
  // What the call came to is known: a connection that breaks is no reason to ask anybody.
  {
    name: 'connection lost between answer and checkpoint; unsafe',
    connection: 'unsafe',
    crash: connectionLostAtResult,
    expect: 'booked once',
    requests: 1,
  },
  // An ERP that takes no keys, and a connection that says it does: the promise does not hold, and the check shows it.
  {
    name: 'answer lost; keys ignored against what the connection says',
    connection: 'keyless',
    crash: answerLost,
    expect: 'doubled',
    requests: 2,
  },
];
