import { functionCatalogue } from '../../jsonata/builtins/index.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { FieldType } from '../fields.ts';

const RESULTS: Readonly<Record<string, FieldType>> = {
  s: 'text',
  n: 'number',
  b: 'boolean',
  o: 'object',
  a: 'list',
};

/** What functions give, by the signature after its colon. */
const RESULT_BY_FUNCTION: ReadonlyMap<string, FieldType> = new Map(
  functionCatalogue.map(({ name, signature }) => {
    const result = signature.slice(signature.lastIndexOf(':') + 1, -1);
    return [
      name,
      (result.length === 1 ? RESULTS[result] : undefined) ?? (result.startsWith('a<') ? 'list' : 'unknown'),
    ];
  }),
);

const NUMERIC = new Set(['+', '-', '*', '/', '%']);

/** The type that an expression gives whatever its data; `unknown` where it depends on them. */
export function valueType(node: SyntaxNode): FieldType {
  switch (node.kind) {
    case 'string':
      return 'text';
    case 'number':
    case 'negate':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'object':
    case 'group':
      return 'object';
    case 'array':
      return 'list';
    case 'binary':
      if (node.operator === '&') return 'text';
      return NUMERIC.has(node.operator) ? 'number' : 'boolean';
    case 'call':
      // Only what the name stands for in the language; whoever assigns the name is not followed.
      return node.callee.kind === 'variable'
        ? (RESULT_BY_FUNCTION.get(node.callee.name) ?? 'unknown')
        : 'unknown';
    case 'apply':
      return valueType(node.right);
    case 'condition': {
      const types = [node.then, ...(node.else ? [node.else] : [])].map(valueType);
      return types.every((type) => type === types[0]) ? (types[0] ?? 'unknown') : 'unknown';
    }
    case 'block': {
      const last = node.expressions.at(-1);
      return last === undefined ? 'unknown' : valueType(last);
    }
    default:
      return 'unknown';
  }
}
