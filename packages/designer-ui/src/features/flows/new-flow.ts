import { formatVersion, nodeKinds, parseFlow, type FlowDefinition } from '@crossdock/flow-schema';
import { slugOf } from './file-name.ts';

/** A draft to begin with: a webhook whose address follows from the name. */
export function blankFlow(name: string): FlowDefinition {
  const { webhook } = nodeKinds;
  return {
    formatVersion,
    name: name.trim(),
    nodes: [
      {
        id: 'webhook',
        type: 'webhook',
        name: webhook.label,
        position: { x: 0, y: 0 },
        config: { ...webhook.defaults, path: slugOf(name) || webhook.defaults.path },
      },
    ],
    edges: [],
  };
}

export type Import = { definition: FlowDefinition } | { message: string };

const shownErrors = 3;

/** Reads an exported flow; the message says in words what is wrong with it. */
export function readImport(text: string): Import {
  if (!text.trim()) return { message: 'Paste the JSON of a flow, or choose a file.' };
  const parsed = parseFlow(text);
  if ('definition' in parsed) return parsed;
  const { errors } = parsed;
  const lines = errors
    .slice(0, shownErrors)
    .map(({ path, message }) => (path ? `${path}: ${message}` : message));
  const more = errors.length > shownErrors ? [`and ${errors.length - shownErrors} more`] : [];
  return { message: [...lines, ...more].join('\n') };
}
