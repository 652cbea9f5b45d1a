import { compile } from './compile.ts';
import { ExpressionError } from './errors.ts';
import { HOSTILE, type Hostile } from './hostile.fixture.ts';

/** How a hostile expression came to its end. */
export interface Ending {
  name: string;
  /** Code of the error, or the result where there was no error. */
  code: string;
  message: string;
  /** Most memory that the process has had by then above what it had at first, in bytes. */
  peak: number;
}

/** Milliseconds: the size and the steps have to end it, also on a busy machine. */
const PATIENCE = 120_000;

function endOf({ expression, input, budget }: Hostile): { code: string; message: string } {
  try {
    const result = compile(expression).evaluate(input, {}, { budget: { timeMs: PATIENCE, ...budget } });
    return { code: `result ${String(result).slice(0, 50)}`, message: '' };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { code: error.code, message: error.message };
  }
}

function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** A program that evaluates hostile expressions with the default budget but for the time, and prints how each ends. */
compile('$sum([1..1000].($ * 2))').evaluate({});
const before = peakMemory();
for (const hostile of HOSTILE) {
  globalThis.gc?.();
  const end = endOf(hostile);
  const ending: Ending = { name: hostile.name, ...end, peak: peakMemory() - before };
  console.log(JSON.stringify(ending));
}
