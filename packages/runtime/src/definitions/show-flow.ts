import type { Deployment, Flow, FlowSummary } from '@crossdock/flow-schema';
import type { DeploymentRow } from '../store/deployments.ts';
import type { ListedFlow } from '../store/flow-list.ts';
import type { FlowRow } from '../store/flows.ts';
import type { FlowFacts } from './flow-facts.ts';
import { differs } from './published.ts';

export function showFlow(row: FlowRow): Flow {
  return {
    id: row.id,
    name: row.name,
    revision: row.revision,
    definition: row.definition,
    latestVersion: row.latest?.version ?? null,
    changed: row.latest === null || differs(row.definition, row.latest.definition),
    deployments: row.deployments.map(showDeployment),
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: row.updatedBy,
  };
}

export function showDeployment(row: DeploymentRow): Deployment {
  const { environment, version, paused, deployedBy, intakeMethod, intakePath } = row;
  const hasIntake = intakeMethod !== null && intakePath !== null;
  return {
    environment,
    version,
    paused,
    deployedAt: row.deployedAt.toISOString(),
    deployedBy,
    intake: hasIntake ? { method: intakeMethod, path: intakePath } : null,
  };
}

export function showSummary(flow: ListedFlow, { description, triggerType }: FlowFacts): FlowSummary {
  return {
    id: flow.id,
    name: flow.name,
    description,
    revision: flow.revision,
    latestVersion: flow.latestVersion,
    triggerType,
    deployments: flow.deployments.map(showDeployment),
    lastRuns: flow.lastRuns.map(({ id, status, createdAt, durationMs }) => ({
      id,
      status,
      createdAt: createdAt.toISOString(),
      durationMs: durationMs === null ? null : Math.round(durationMs),
    })),
    openExceptions: flow.openExceptions,
    updatedAt: flow.updatedAt.toISOString(),
    updatedBy: flow.updatedBy,
  };
}
