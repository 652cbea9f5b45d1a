import { PlanError, planFlow, planUpTo, type FlowDefinition, type FlowPlan } from '@crossdock/flow-schema';
import type { ClaimedRun } from './ports.ts';

/** Plans of definitions, which are never changed once loaded and shared by the runs of a version. */
const plans = new WeakMap<FlowDefinition, FlowPlan>();

/** What a run executes; the error of a definition that can't be. */
export function planOf({ definition, untilNode }: ClaimedRun): FlowPlan | PlanError {
  try {
    const plan = plans.get(definition) ?? planFlow(definition);
    plans.set(definition, plan);
    return untilNode === undefined ? plan : planUpTo(plan, untilNode);
  } catch (error) {
    if (error instanceof PlanError) return error;
    throw error;
  }
}
