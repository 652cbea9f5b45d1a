import type { Definition } from '../builtin.ts';
import { ExpressionError } from '../errors.ts';
import { isFunction, isNumber, toBoolean } from '../values.ts';

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (isNumber(value)) return 'number';
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value;
  if (Array.isArray(value)) return 'array';
  return isFunction(value) ? 'function' : 'object';
}

export const GENERAL_FUNCTIONS: readonly Definition[] = [
  {
    name: 'exists',
    signature: '<x:b>',
    parameters: ['value'],
    takesNothing: true,
    help: 'Whether there is a value at all.',
    example: '$exists(order.shipTo) gives false when there is no ship-to',
    implement: (_frame, value: unknown) => value !== undefined,
  },
  {
    name: 'boolean',
    signature: '<x-:b>',
    parameters: ['value'],
    help: 'False for 0, "", null and empty lists and objects; true for anything else.',
    example: '$boolean("") gives false',
    implement: (frame, value: unknown) => toBoolean(frame.run, value),
  },
  {
    name: 'not',
    signature: '<x-:b>',
    parameters: ['value'],
    help: 'True where $boolean gives false, and the other way round.',
    example: '$not(quantity > 0)',
    implement: (frame, value: unknown) => !toBoolean(frame.run, value),
  },
  {
    name: 'type',
    signature: '<x:s>',
    parameters: ['value'],
    help: 'Kind of a value: string, number, boolean, null, array, object or function.',
    example: '$type([1]) gives "array"',
    implement: (_frame, value: unknown) => typeName(value),
  },
  {
    name: 'error',
    signature: '<s?:x>',
    parameters: ['message'],
    takesNothing: true,
    help: 'Ends the evaluation with an error message.',
    example: '$error("Unknown unit " & uom)',
    implement: (_frame, message?: string) => {
      throw new ExpressionError('D3137', { message: message || '$error() function evaluated' });
    },
  },
  {
    name: 'assert',
    signature: '<bs?:x>',
    parameters: ['condition', 'message'],
    takesNothing: true,
    help: 'Ends the evaluation with an error message unless a condition holds.',
    example: '$assert($count(lines) > 0, "The order has no lines")',
    implement: (_frame, condition?: boolean, message?: string) => {
      if (condition === true) return undefined;
      throw new ExpressionError('D3141', { message: message || '$assert() statement failed' });
    },
  },
];
