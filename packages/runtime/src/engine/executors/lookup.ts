import { mainPort, nodeKinds } from '@crossdock/flow-schema';
import { executorOf } from './executor.ts';

export const lookup = executorOf(nodeKinds.lookup, async (config, step) => {
  const { table, column, reverse, onMiss, output } = config;
  const [partner, at] = [
    await step.resolve(config.partner, 'config.partner'),
    await step.resolve(config.at, 'config.at'),
  ];
  const found = await step.lookUp({
    table,
    // A key that the input does not have is a key that is not in the table.
    key: (await step.resolve(config.key, 'config.key')) ?? null,
    options: { partner, at, reverse, column },
    onMiss,
    field: 'config.key',
  });
  return { ports: [mainPort], output: output === undefined ? found : withField(step.input, output, found) };
});

/** The input with what was found in a field; an input that has no fields gives way. */
function withField(input: unknown, field: string, value: unknown): unknown {
  const fields = typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {};
  const others = Object.entries(fields).filter(([name]) => name !== field);
  return Object.fromEntries(value === undefined ? others : [...others, [field, value]]);
}
