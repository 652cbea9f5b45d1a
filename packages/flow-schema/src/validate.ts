import type { Static, TSchema } from 'typebox';
import type { FlowFinding } from './api/flows.ts';
import type { NodeKind } from './kind.ts';
import { connectorErrors, connectorWarnings } from './validation/connector-rules.ts';
import type { FlowFindings, ValidationContext } from './validation/context.ts';
import { expressionErrors } from './validation/expression-rules.ts';
import { viewFlow } from './validation/flow-view.ts';
import { graphErrors } from './validation/graph-rules.ts';
import { kindFindings, practiceWarnings } from './validation/practice-rules.ts';
import { lookupErrors } from './validation/lookup-rules.ts';
import { firstFindings, mostFindings } from './validation/most-findings.ts';
import { schemaErrors, schemaWarnings } from './validation/schema-rules.ts';
import { schemaFindings } from './validation/schema-findings.ts';
import { hasShape } from './validation/shape.ts';

export type { ValidationContext } from './validation/context.ts';
export { checkShape } from './validation/shape.ts';

/** Whether a config is one that its kind takes; in dynamic fields expressions stand for any value. */
export function configFits<Config extends TSchema>(
  kind: NodeKind<Config>,
  config: object,
): config is Static<Config> & object {
  return schemaFindings(kind.config, config).length === 0;
}

/**
 * Checks a flow document in full. Errors block publishing; warnings are good practice, shown on the node.
 * Never throws, whatever the document is.
 *
 * @param context what may be looked up; checks that need what is left out are not made
 * @returns the first 500 errors and warnings, with paths such as `nodes[3].config.cases[0].when`; rule by rule, each
 * in the order of the document
 */
export function validateFlow(definition: unknown, context: ValidationContext = {}): FlowFindings {
  const misfits: FlowFinding[] = [];
  if (!hasShape(definition, misfits)) return { errors: misfits, warnings: [] };
  const view = viewFlow(definition, misfits);
  if (misfits.length > mostFindings) return { errors: firstFindings(misfits), warnings: [] };
  const errors = [
    ...misfits,
    ...graphErrors(view),
    ...kindFindings(view, 'errors'),
    ...expressionErrors(view, context),
    ...connectorErrors(view, context),
    ...lookupErrors(view, context),
    ...schemaErrors(view, context),
  ];
  const warnings = [
    ...kindFindings(view, 'warnings'),
    ...connectorWarnings(view, context),
    ...schemaWarnings(view, context),
    ...practiceWarnings(view),
  ];
  return { errors: firstFindings(errors), warnings: firstFindings(warnings) };
}
