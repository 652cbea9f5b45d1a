import { compile, ExpressionError, type CompiledExpression } from '@crossdock/mapping';

/** What evaluating an expression in the browser gave; `position` is the end of the token that is at fault. */
export type Evaluation =
  | { ok: true; value: unknown }
  | { ok: false; message: string; code?: string; position?: number; token?: string };

/** What an expression sees: `$` and the bound variables (`trigger`, `steps`, `run`, `vars`). */
export interface ExpressionScope {
  input: unknown;
  bindings: Readonly<Record<string, unknown>>;
}

/** Short, because it runs between two keystrokes. */
const budget = { timeMs: 150, maxSteps: 5_000_000, maxSize: 2_000_000 };

const compiled = new Map<string, CompiledExpression | Evaluation>();
const maxCompiled = 300;

function failure(error: unknown): Evaluation & { ok: false } {
  if (!(error instanceof ExpressionError)) return { ok: false, message: (error as Error).message };
  const { message, code, position, token } = error;
  return {
    ok: false,
    message,
    code,
    ...(position !== undefined && { position }),
    ...(token !== undefined && { token }),
  };
}

function compileOnce(expression: string): CompiledExpression | Evaluation {
  const known = compiled.get(expression);
  if (known) return known;
  let result: CompiledExpression | Evaluation;
  try {
    result = compile(expression);
  } catch (error) {
    result = failure(error);
  }
  if (compiled.size >= maxCompiled) compiled.clear();
  compiled.set(expression, result);
  return result;
}

/** Evaluates an expression; a mistake in it, or in the data, comes back as a message. Never throws. */
export function evaluateExpression(expression: string, scope: ExpressionScope): Evaluation {
  const program = compileOnce(expression);
  if ('ok' in program) return program;
  try {
    return { ok: true, value: program.evaluate(scope.input, scope.bindings, { budget }) };
  } catch (error) {
    return failure(error);
  }
}

/** Whether an expression reads lookup tables: these are on the server, and nothing is found of them here. */
export function readsTables(expression: string): boolean {
  const program = compileOnce(expression);
  return 'lookupTables' in program && program.lookupTables.length > 0;
}

/** The characters of an expression to underline for a failure; undefined if it doesn't say where. */
export function placeOf(
  failed: Evaluation & { ok: false },
  expression: string,
): { from: number; to: number } | undefined {
  if (failed.position === undefined) return undefined;
  const to = Math.min(failed.position, expression.length);
  const length = failed.token && expression.slice(0, to).endsWith(failed.token) ? failed.token.length : 1;
  return { from: Math.max(0, to - length), to: Math.max(to, 1) };
}
