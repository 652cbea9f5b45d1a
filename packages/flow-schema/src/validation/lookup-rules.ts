import type { FlowFinding } from '../api/flows.ts';
import { expressionsOfNode, expressionsOfSettings } from '../config-expressions.ts';
import { property } from '../json-values.ts';
import { nodeFinding, type FlowView, type NodeView, type ValidationContext } from './context.ts';

/** Whether the lookup tables that a flow names are there. Names that expressions make up can't be checked. */
export function lookupErrors(view: FlowView, context: ValidationContext): FlowFinding[] {
  const { lookupTables } = context;
  const inNodes = view.nodes.flatMap((node) => {
    if (!lookupTables || !node.configFits || node.node.disabled) return [];
    return tablesOf(node, context)
      .filter(({ table }) => !lookupTables.includes(table))
      .map(({ path, table }) =>
        nodeFinding(
          node,
          path,
          `There is no lookup table "${table}". Create it under Lookup tables, or name another.`,
          'unknown-lookup',
        ),
      );
  });
  return [...inSettings(view, context), ...inNodes];
}

interface NamedTable {
  path: string;
  table: string;
}

function tablesOf({ node }: NodeView, { tablesIn }: ValidationContext): NamedTable[] {
  const inExpressions = expressionsOfNode(node).flatMap(({ path, source }) =>
    (tablesIn?.(source) ?? []).map((table) => ({ path, table })),
  );
  const table = node.type === 'lookup' ? property(node.config, 'table') : undefined;
  return typeof table === 'string' ? [{ path: 'config.table', table }, ...inExpressions] : inExpressions;
}

/** Keys are read while a message is being accepted, when there is no time for tables. */
function inSettings({ definition }: FlowView, { tablesIn }: ValidationContext): FlowFinding[] {
  return expressionsOfSettings(definition.settings).flatMap(({ path, source }) =>
    (tablesIn?.(source) ?? []).slice(0, 1).map((table) => ({
      path,
      message: `Keys of messages can’t be read from lookup tables ("${table}"). Look it up in a step instead.`,
      rule: 'lookup-in-key',
    })),
  );
}
