import { mainPort, nodeKinds } from '@crossdock/flow-schema';
import { serializeDocument } from '@crossdock/mapping';
import { documentFailure } from './document-failure.ts';
import { isEdiFormat, numbered } from './edi-register.ts';
import { executorOf } from './executor.ts';

const minuteMs = 60_000;

/** Gives `{ content, encoding }`, as the API's endpoint for writing documents does. */
export const serialize = executorOf(nodeKinds.serialize, async (config, step) => {
  const { format, source, options } = config;
  const given = await step.resolve(source, 'config.source');
  const settings = ((await step.resolve(options ?? {}, 'config.options')) ?? {}) as Record<string, unknown>;
  try {
    const write = (document: unknown) => serializeDocument(format, document, settings);
    if (config.controlNumbers !== 'assigned' || !isEdiFormat(format)) {
      return { ports: [mainPort], output: write(given) };
    }
    // What can't be written is found out before it takes numbers, which would be missed by the partner.
    write(given);
    const minutes = config.acknowledgedWithinMinutes;
    const dueInMs = minutes === undefined ? undefined : minutes * minuteMs;
    return {
      ports: [mainPort],
      output: write(await numbered(step, format, given, { options: settings, dueInMs })),
    };
  } catch (error) {
    throw documentFailure(error, `“${step.node.node.name}” can’t write the document`);
  }
});
