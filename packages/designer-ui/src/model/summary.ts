import {
  isExpression,
  kindOf,
  literal,
  type CatalogueConnector,
  type FlowNode,
} from '@crossdock/flow-schema';
import { isRecord } from './json-schema.ts';

const text = (value: unknown): string =>
  typeof value === 'string' ? (isExpression(value) ? value : literal(value)) : '';

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

function oneLine(expression: string): string {
  return expression.replaceAll(/\s+/g, ' ').trim();
}

type Summarise = (config: Record<string, unknown>) => string;

/** A map that copies is worth saying so; otherwise its beginning tells more than the word "Map". */
const expressionLine = (value: unknown): string => {
  const line = oneLine(text(value));
  return line === '$' ? 'passes its input on' : line;
};

function schemaLine(schema: unknown): string {
  const required = isRecord(schema) && Array.isArray(schema['required']) ? schema['required'].length : 0;
  return required > 0 ? count(required, 'required field') : 'JSON Schema';
}

const lines: Record<string, Summarise> = {
  webhook: ({ method, path }) => `${text(method)} /in/…/${text(path)}`,
  schedule: ({ cron, timeZone }) => `${text(cron)} · ${text(timeZone)}`,
  manual: () => 'by hand',
  parse: ({ format, source }) => `${text(format).toUpperCase()} from ${text(source).replace(/^=/, '')}`,
  serialize: ({ format, source }) =>
    `${text(format).toUpperCase()} of ${text(source).replace(/^=\$?\.?/, '') || 'the input'}`,
  acknowledge: ({ format, source }) => `${text(format).toUpperCase()} of ${text(source).replace(/^=/, '')}`,
  // A template's name says more than how its text begins.
  map: ({ expression, template }) => (isRecord(template) ? text(template['id']) : expressionLine(expression)),
  lookup: ({ table, key }) => `${text(key).replace(/^=/, '')} in ${text(table)}`.trim(),
  validate: ({ schema, schemaRef }) => text(schemaRef) || schemaLine(schema),
  switch: ({ cases }) => (Array.isArray(cases) ? count(cases.length, 'case') : 'no cases'),
  filter: ({ when }) => `if ${oneLine(text(when))}`,
  respond: ({ status }) => `status ${String(status)}`,
  fail: ({ code }) => text(code),
  milestone: ({ name }) => text(name),
};

function connectorLine(config: Record<string, unknown>): string {
  const input = isRecord(config['input']) ? config['input'] : {};
  const call = [text(input['method']), text(input['path'])].filter(Boolean).join(' ');
  const said = call || text(input['message']) || text(config['operation']);
  const connection = text(config['connection']);
  return connection ? `${said} · ${connection}` : said;
}

/** The second line of a node on the canvas: what it does, in a few words. Never throws on half-written config. */
export function summaryOf(node: FlowNode): string {
  if (node.type === 'connector') return connectorLine(node.config);
  return lines[node.type]?.(node.config) ?? kindOf(node.type)?.label ?? `unknown type “${node.type}”`;
}

/** What a node is, for headings and screen readers: "HTTP: Request" rather than "Connector". */
export function typeLabel(node: FlowNode, catalogue: readonly CatalogueConnector[] = []): string {
  const connector = catalogue.find(({ id }) => id === node.config['connector']);
  if (node.type === 'connector' && connector) return connector.name;
  return kindOf(node.type)?.label ?? node.type;
}
