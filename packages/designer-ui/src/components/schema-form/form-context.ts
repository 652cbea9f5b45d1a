import type { Connection } from '@crossdock/flow-schema';
import type { FunctionHelp } from '@crossdock/mapping';
import { createContext, use } from 'react';
import type { ExpressionScope } from '../../model/evaluate.ts';
import type { JsonSchema } from '../../model/json-schema.ts';

/** A mistake at a place of the value, such as `cases[0].when`. */
export interface FieldError {
  path: string;
  message: string;
}

/** What expression fields need to be tried out as they are written. */
export interface ExpressionSupport {
  scope: ExpressionScope;
  /** Where the input shown comes from, in words; undefined while there is none. */
  inputSource: string | undefined;
  functions: readonly FunctionHelp[];
  stepNames: ReadonlyMap<string, string>;
  /** Takes the analyst to where a sample message is given. */
  onNeedSample?(): void;
}

/** What fields of a form may ask for beside their schema. */
export interface FormContext {
  expressions?: ExpressionSupport | undefined;
  /** Connections of all environments. */
  connections?: readonly Connection[] | undefined;
  /** Address of the page where a connection of a connector is made. */
  newConnectionHref?(connector: string): string;
  disabled?: boolean;
}

interface FormState extends FormContext {
  errors: readonly FieldError[];
}

export const FormStateContext = createContext<FormState>({ errors: [] });

export const useForm = (): FormState => use(FormStateContext);

/** The mistake at exactly this place. */
export function useError(path: string): string | undefined {
  return useForm().errors.find((error) => error.path === path)?.message;
}

/** What every field takes. `dynamic` is set where strings may be expressions by a leading `=`. */
export interface FieldProps {
  schema: JsonSchema;
  value: unknown;
  /** Undefined removes the value. `path` is the place that was edited, for undo. */
  onChange(value: unknown, path: string): void;
  path: string;
  label: string;
  required: boolean;
  dynamic: boolean;
}
