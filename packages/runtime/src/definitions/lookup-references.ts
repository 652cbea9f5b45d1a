import { expressionsOfNode, type FlowDefinition } from '@crossdock/flow-schema';
import { checkSyntax, compile } from '@crossdock/mapping';

/** Lookup tables that an expression names in its text; none of one that does not parse. */
export const tablesIn = (source: string): readonly string[] =>
  source.includes('$lookup') && !checkSyntax(source) ? compile(source).lookupTables : [];

/** Lookup tables that a flow names, in expressions and `lookup` nodes. */
export function lookupKeysIn({ nodes }: FlowDefinition): string[] {
  return nodes
    .filter(({ disabled }) => disabled !== true)
    .flatMap((node) => {
      const { table } = node.config;
      const named = expressionsOfNode(node).flatMap(({ source }) => tablesIn(source));
      return node.type === 'lookup' && typeof table === 'string' ? [table, ...named] : named;
    });
}
