import { expect, it } from 'vitest';
import { recordingContext } from '../../testing/context.ts';
import { testConnector } from '../../testing/test-connector.ts';
import { log } from './log.ts';
import { write } from './write.ts';

testConnector(log);

it.each([
  [{ level: 'info', message: 'Order received' }],
  [{ level: 'warn', message: 'Credit is low', data: { left: 12.5 } }],
  [{ level: 'error', message: 'No stock', data: null }],
])('writes %j and gives it on', async (entry) => {
  const context = recordingContext();
  expect(await write.run(entry, context)).toEqual(entry);
  expect(context.logged).toEqual([entry]);
});
