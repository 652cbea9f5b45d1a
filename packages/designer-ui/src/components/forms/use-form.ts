import { useState, type FormEvent } from 'react';
import { ApiError } from '../../api/problem.ts';

type Errors<Values> = Partial<Record<keyof Values & string, string>>;

export interface FormOptions<Values> {
  initial: Values;
  /** Messages by field of what can't be sent; empty when all is well. */
  check(values: Values): Errors<Values>;
  /** Sends the values; what it throws is shown at the fields that the problem names, else above the form. */
  submit(values: Values): Promise<unknown>;
}

/**
 * State of a small form. Fields are checked when sent and then while they are mended, so that nobody is
 * told off for what they haven't finished typing.
 */
export function useForm<Values extends Record<string, unknown>>({
  initial,
  check,
  submit,
}: FormOptions<Values>) {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Errors<Values>>({});
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const set = <Name extends keyof Values & string>(name: Name, value: Values[Name]): void => {
    const next = { ...values, [name]: value };
    setValues(next);
    if (errors[name]) setErrors({ ...errors, [name]: check(next)[name] });
  };

  const send = async (): Promise<void> => {
    const found = check(values);
    setErrors(found);
    setFailure(undefined);
    if (Object.values(found).some(Boolean)) return;
    setBusy(true);
    try {
      await submit(values);
    } catch (error) {
      const { atFields, rest } = splitErrors(error, values);
      setErrors(atFields);
      setFailure(rest);
    } finally {
      setBusy(false);
    }
  };

  return {
    values,
    errors,
    busy,
    /** What no field is to blame for. */
    failure,
    set,
    onSubmit(event: FormEvent): void {
      event.preventDefault();
      void send();
    },
    /** Props of a text input. */
    text(name: keyof Values & string) {
      return {
        name,
        value: String(values[name] ?? ''),
        error: errors[name],
        onChange: (event: { currentTarget: { value: string } }) =>
          set(name, event.currentTarget.value as Values[typeof name]),
      };
    },
  };
}

/** Parts a refusal into what belongs to fields of this form and what doesn't. */
export function splitErrors<Values extends Record<string, unknown>>(
  error: unknown,
  values: Values,
): { atFields: Errors<Values>; rest: unknown } {
  const atFields: Errors<Values> = {};
  if (!(error instanceof ApiError)) return { atFields, rest: error };
  const elsewhere: string[] = [];
  for (const [name, message] of Object.entries(error.fieldErrors)) {
    if (name in values) atFields[name as keyof Values & string] = message;
    else elsewhere.push(message);
  }
  const rest = Object.keys(atFields).length === 0 || elsewhere.length > 0 ? error : undefined;
  return { atFields, rest };
}
