import { compile } from '../../jsonata/compile.ts';
import { ExpressionError } from '../../jsonata/errors.ts';
import type { Bindings, EvaluateOptions } from '../../jsonata/types.ts';
import { validateJson } from '../../schema/validator.ts';
import { findField } from '../edit/locate.ts';
import type { MapTree } from '../nodes.ts';
import { fieldAround, type MapProblem } from './problem.ts';

/** What a map is tried with. */
export interface SampleSettings {
  samples: readonly unknown[];
  targetSchema?: object;
  bindings?: Bindings;
  options?: EvaluateOptions;
}

/** What comes of samples: errors, and results that are not what the target asks for; each once. */
export function checkSamples(map: MapTree, settings: SampleSettings): MapProblem[] {
  const problems = new Map<string, MapProblem>();
  for (const sample of settings.samples) {
    for (const problem of trySample(map, sample, settings)) {
      const key = `${problem.code} ${problem.path} ${problem.message}`;
      if (!problems.has(key)) problems.set(key, problem);
    }
  }
  return [...problems.values()];
}

function trySample(
  map: MapTree,
  sample: unknown,
  { targetSchema, bindings, options }: SampleSettings,
): MapProblem[] {
  let result: unknown;
  try {
    result = compile(map.text).evaluate(sample, bindings, options);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return [failure(map, error)];
  }
  if (targetSchema === undefined) return [];
  return validateJson(targetSchema, result ?? null).map(({ path, message }): MapProblem => {
    const general = path.replace(/\[\d+\]/g, '[]');
    const field = findField(map, general) ?? fieldOver(map, general);
    const { from, to } = field?.value ?? { from: map.root.from, to: map.root.from };
    const said = `${path === '' ? 'the result' : path} ${message}`;
    return {
      path: general,
      from,
      to,
      severity: 'error',
      code: 'sample.invalid',
      message: `On a sample: ${said}`,
    };
  });
}

/** The nearest field around a place that the map does not make by itself. */
function fieldOver(map: MapTree, path: string): ReturnType<typeof findField> {
  const shorter = path.replace(/(\.?[^.[\]]+|\[[^\]]*\])$/, '');
  if (shorter === path || shorter === '') return undefined;
  return findField(map, shorter) ?? fieldOver(map, shorter);
}

function failure(map: MapTree, { code, message, position, token }: ExpressionError): MapProblem {
  // Positions of errors are those of the end of a token.
  const to = Math.min(position ?? map.root.to, map.text.length);
  const from = Math.max(0, to - (token?.length ?? 1));
  const path = fieldAround(map, from)?.path ?? '';
  return {
    path,
    from,
    to,
    severity: 'error',
    code: 'sample.failed',
    message: `On a sample: ${message} (${code})`,
  };
}
