import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { configurationError } from './error.ts';

/** Gives the value its type. @throws ConnectorError naming the first field that is wrong */
export type Check<S extends TSchema> = (value: unknown) => Static<S>;

interface CheckTexts {
  /** Code of the error. */
  code: string;
  /** How a person calls the value, for example `The input`. */
  subject: string;
}

/** Makes a check of one schema; it is compiled on first use. */
export function checker<S extends TSchema>(schema: S, texts: CheckTexts): Check<S> {
  let validator: ReturnType<typeof Compile<S>> | undefined;
  return (value) => {
    validator ??= Compile(schema);
    if (validator.Check(value)) return value;
    const error = validator.Errors(value).at(-1);
    const place = error?.instancePath ? ` at ${error.instancePath.slice(1).replaceAll('/', '.')}` : '';
    throw configurationError(texts.code, `${texts.subject} is not valid${place}: ${error?.message ?? ''}.`);
  };
}
