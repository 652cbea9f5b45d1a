import {
  errorPort,
  expressionOf,
  literal,
  type FlowDefinition,
  type FlowNode,
  type Step,
  type TriggerMessage,
} from '@crossdock/flow-schema';
import { documentFormats, parseDocument } from '@crossdock/mapping';
import { evaluateExpression, type Evaluation, type ExpressionScope } from './evaluate.ts';
import { ancestorsOf, findNode, incoming, isTrigger, portOf } from './graph.ts';
import { isRecord } from './json-schema.ts';

/** Where the data shown for a node comes from. */
export type DataSource = 'pinned' | 'sample' | 'computed' | 'run' | 'none';

export interface NodeData {
  value: unknown;
  source: DataSource;
}

/** What is known while designing: a message to try with, the last test run, the environment's variables. */
export interface DesignData {
  message: TriggerMessage | undefined;
  steps: readonly Step[];
  variables: Readonly<Record<string, unknown>>;
}

const noData: NodeData = { value: undefined, source: 'none' };

/** Types whose output is their input. */
const passing = new Set(['switch', 'filter', 'validate', 'milestone', 'respond']);

/** Reads a document as the `parse` node will. */
function parsed(config: Record<string, unknown>, scope: ExpressionScope): Evaluation | undefined {
  const format = documentFormats.find((each) => each === config['format']);
  const source = config['source'];
  if (!format || typeof source !== 'string') return undefined;
  const expression = expressionOf(source);
  const content: Evaluation =
    expression === undefined ? { ok: true, value: literal(source) } : evaluateExpression(expression, scope);
  if (!content.ok || typeof content.value !== 'string') return undefined;
  const options = isRecord(config['options']) ? config['options'] : {};
  try {
    return { ok: true, value: parseDocument(format, content.value, options).document };
  } catch (error) {
    return { ok: false, message: (error as Error).message };
  }
}

/**
 * What each node of a flow has to work with, as far as it can be told without running the flow: pinned
 * outputs count first, then what can be worked out here from the sample message (parsers, maps), then the
 * last test run. One instance serves one definition; answers are remembered.
 */
export class DesignTimeData {
  readonly #definition: FlowDefinition;
  readonly #data: DesignData;
  readonly #outputs = new Map<string, NodeData>();

  constructor(definition: FlowDefinition, data: DesignData) {
    this.#definition = definition;
    this.#data = data;
  }

  /** What arrives at a node. */
  input(id: string): NodeData {
    const edges = incoming(this.#definition, id);
    const [only, ...others] = edges;
    if (!only) return noData;
    if (others.length === 0 && portOf(only) !== errorPort) {
      const output = this.output(only.source);
      if (output.source !== 'none') return output;
    }
    const step = this.lastStep(id);
    if (step && 'input' in step) return { value: step.input, source: 'run' };
    return others.length > 0 ? this.#joined(edges.map((edge) => edge.source)) : noData;
  }

  /** What a node hands on. */
  output(id: string): NodeData {
    const known = this.#outputs.get(id);
    if (known) return known;
    // A cycle in a half-drawn flow must not turn this into an endless walk.
    this.#outputs.set(id, noData);
    const node = findNode(this.#definition, id);
    const output = node ? this.#outputOf(node) : noData;
    this.#outputs.set(id, output);
    return output;
  }

  /** What an expression in a node sees. */
  scope(id: string): ExpressionScope {
    const steps = this.#known(ancestorsOf(this.#definition, id));
    return { input: this.input(id).value, bindings: this.#bindings(steps) };
  }

  /** What an expression of the flow's settings sees: `$` is the message, and in the end all steps are known. */
  settingsScope(): ExpressionScope {
    return {
      input: this.#data.message,
      bindings: this.#bindings(this.#known(this.#definition.nodes.map(({ id }) => id))),
    };
  }

  /** The last attempt at a node in the last test run. */
  lastStep(id: string): Step | undefined {
    return this.#data.steps.findLast((step) => step.nodeId === id);
  }

  #known(ids: Iterable<string>): Record<string, unknown> {
    const known = [...ids].map((id) => [id, this.output(id)] as const);
    return Object.fromEntries(
      known.filter(([, { source }]) => source !== 'none').map(([id, { value }]) => [id, value]),
    );
  }

  #bindings(steps: Record<string, unknown>): Record<string, unknown> {
    const run = {
      id: '00000000-0000-0000-0000-000000000000',
      attempt: 1,
      flow: this.#definition.name,
      version: null,
      environment: 'development',
      startedAt: this.#data.message?.receivedAt ?? '2026-01-01T00:00:00.000Z',
    };
    return { trigger: this.#data.message ?? {}, steps, run, vars: this.#data.variables };
  }

  #joined(sources: readonly string[]): NodeData {
    const known = sources.map((source) => [source, this.output(source)] as const);
    const found = known.filter(([, output]) => output.source !== 'none');
    if (found.length === 0) return noData;
    return { value: Object.fromEntries(found.map(([id, { value }]) => [id, value])), source: 'computed' };
  }

  #outputOf(node: FlowNode): NodeData {
    if (node.pinnedOutput !== undefined) return { value: node.pinnedOutput, source: 'pinned' };
    if (isTrigger(node) && this.#data.message) return { value: this.#data.message, source: 'sample' };
    const computed = this.#computed(node);
    if (computed) return computed;
    const step = this.lastStep(node.id);
    return step?.status === 'succeeded' && 'output' in step ? { value: step.output, source: 'run' } : noData;
  }

  #computed(node: FlowNode): NodeData | undefined {
    const input = this.input(node.id);
    if (input.source === 'none') return undefined;
    if (node.disabled || passing.has(node.type)) return { ...input, source: 'computed' };
    const result = this.#tried(node);
    return result?.ok ? { value: result.value, source: 'computed' } : undefined;
  }

  #tried(node: FlowNode): Evaluation | undefined {
    const { expression } = node.config;
    if (node.type === 'map' && typeof expression === 'string')
      return evaluateExpression(expression, this.scope(node.id));
    return node.type === 'parse' ? parsed(node.config, this.scope(node.id)) : undefined;
  }
}
