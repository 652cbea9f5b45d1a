import { mainPort, nodeKinds } from '@crossdock/flow-schema';
import { serializeDocument } from '@crossdock/mapping';
import { documentFailure } from './document-failure.ts';
import { executorOf } from './executor.ts';

/** Gives `{ content, encoding }`, as the API's endpoint for writing documents does. */
export const serialize = executorOf(nodeKinds.serialize, async ({ format, source, options }, step) => {
  const document = await step.resolve(source, 'config.source');
  const settings = await step.resolve(options ?? {}, 'config.options');
  try {
    return { ports: [mainPort], output: serializeDocument(format, document, settings as typeof options) };
  } catch (error) {
    throw documentFailure(error, `“${step.node.node.name}” can’t write the document`);
  }
});
