import { configFits, type Effect, type NodeKind, type PlanNode, type Step } from '@crossdock/flow-schema';
import type { Static, TSchema } from 'typebox';
import type { ClaimedRun, ConnectorGateway, EdiRegister, MilestoneRecord, Reply } from '../ports.ts';
import { StepFailure } from '../step-failure.ts';
import type { TableQuestion } from '../step-expressions.ts';

/** What an executor sees of the run, and how it reaches out of it. */
export interface StepContext {
  node: PlanNode;
  run: ClaimedRun;
  input: unknown;
  attempt: number;
  /** Aborted when the step has to end at once. */
  signal: AbortSignal;
  connectors: ConnectorGateway;
  edi: EdiRegister;
  /** Idempotency key of this step's effect. */
  effectKey: string;
  /** The time, in milliseconds since 1970; not the fixed one that expressions see. */
  now(): number;
  /**
   * @param field path in the node, for messages
   * @throws StepFailure when the expression fails
   */
  evaluate(expression: string, field: string): Promise<unknown>;
  /** The value with its expressions replaced by what they give. @throws StepFailure */
  resolve(value: unknown, field: string): Promise<unknown>;
  /** What a lookup table says. @throws StepFailure, also where a miss is to be one */
  lookUp(question: TableQuestion): Promise<unknown>;
  /** A registered schema by its reference, `order@1`; null if there is none. */
  schemaOf(reference: string): Promise<object | null>;
  /** Says, before it happens, what repeating the step would do; resolves when an intent is on disk, if it needs one. */
  declare(effect: Effect): Promise<void>;
}

export interface StepResult {
  /** Ports taken; edges by all others are dead. */
  ports: readonly string[];
  output: unknown;
  http?: Step['http'];
  milestone?: Omit<MilestoneRecord, 'nodeId' | 'path'>;
  reply?: Reply;
}

/** Does the work of one step. @throws StepFailure when it can't be done */
export type Executor = (step: StepContext) => Promise<StepResult>;

/** Configs known to fit. Definitions are never changed once loaded, so looking once is enough. */
const fitting = new WeakSet<object>();

/** An executor whose config is checked and typed by its kind: drafts run too, and may be unfinished. */
export function executorOf<Config extends TSchema>(
  kind: NodeKind<Config>,
  execute: (config: Static<Config>, step: StepContext) => Promise<StepResult> | StepResult,
): Executor {
  const fits = (config: object): config is Static<Config> & object =>
    fitting.has(config) || configFits(kind, config);
  return async (step) => {
    const { config, name } = step.node.node;
    if (!fits(config))
      throw new StepFailure(
        'technical-permanent',
        'config_invalid',
        `The settings of “${name}” are incomplete.`,
      );
    fitting.add(config);
    return await execute(config, step);
  };
}
