import { it } from 'vitest';
import { edges, flow, map, start } from './scenarios/flows.fixture.ts';
import { World } from './scenarios/world.fixture.ts';
import { driveToEnd } from './scenarios/drive.fixture.ts';
it('bench', async () => {
  for (const [n, e] of [
    [500, '$'],
    [500, '$'],
    [2000, '$'],
    [2000, '$steps.in.body'],
  ] as const) {
    const t2 = performance.now();
    const nodes2 = Array.from({ length: n - 1 }, (_, i) => map('n' + i, e));
    await driveToEnd(
      new World({
        definition: flow([start, ...nodes2], edges(['in', ...nodes2.map((x) => x.id)].join(' -> '))),
      }),
    );
    console.log('run', n, e, 'ms', performance.now() - t2);
  }
}, 60000);
