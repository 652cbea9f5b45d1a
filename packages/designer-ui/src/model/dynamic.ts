import { isExpression, literal, toLiteral } from '@crossdock/flow-schema';

/** Switching a dynamic field between a value and an expression, without losing what was there. */

/** A value turned into the expression that yields it: text gets quotes, everything else is JSON as it is. */
export function toExpression(value: unknown): string {
  if (isExpression(value)) return value;
  if (value === undefined || value === '') return '=';
  const plain = typeof value === 'string' ? literal(value) : value;
  return `=${JSON.stringify(plain, null, typeof plain === 'object' ? 2 : 0)}`;
}

/** The value an expression stands for if it is plain JSON; undefined if it has to be computed. */
export function toValue(stored: string): unknown {
  try {
    const value: unknown = JSON.parse(stored.slice(1));
    return typeof value === 'string' ? toLiteral(value) : value;
  } catch {
    return undefined;
  }
}
