import { mainPort, nodeKinds } from '@crossdock/flow-schema';
import { parseDocument } from '@crossdock/mapping';
import { documentFailure } from './document-failure.ts';
import { documentIn } from './document-source.ts';
import { isEdiFormat, tracked } from './edi-register.ts';
import { executorOf } from './executor.ts';

export const parse = executorOf(nodeKinds.parse, async (config, step) => {
  const { format, source, options } = config;
  const content = await step.resolve(source, 'config.source');
  // Intakes read JSON bodies already; parsing what is parsed would only make the analyst write a condition.
  if (format === 'json' && typeof content === 'object') return { ports: [mainPort], output: content };
  const given = documentIn(content, source, step);
  try {
    const { document } = parseDocument(format, given, options);
    if (config.trackInterchanges === true && isEdiFormat(format)) {
      const documents: readonly unknown[] = Array.isArray(document) ? document : [document];
      await tracked(step, format, documents, config.onDuplicate ?? 'fail');
    }
    return { ports: [mainPort], output: document };
  } catch (error) {
    throw documentFailure(error, `“${step.node.node.name}” can’t read the document`);
  }
});
