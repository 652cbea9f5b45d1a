import { checkSyntax } from '../../jsonata/compile.ts';
import type { Bindings, EvaluateOptions } from '../../jsonata/types.ts';
import { fieldsOf, fieldsOfSchema, listsOf } from '../fields.ts';
import type { MapTree } from '../nodes.ts';
import { readMap } from '../read.ts';
import { checkRequired, checkSources, checkTargets } from './fieldChecks.ts';
import { checkNames, type KnownNames } from './names.ts';
import { fieldAround, type MapProblem } from './problem.ts';
import { checkSamples } from './sampleChecks.ts';

/** What a map is held against; what is left out is not checked. */
export interface CheckMapOptions extends KnownNames {
  sourceSchema?: object;
  targetSchema?: object;
  /** Inputs that the map is tried with. */
  samples?: readonly unknown[];
  /** Variables and settings for trying it. */
  bindings?: Bindings;
  evaluate?: EvaluateOptions;
}

/**
 * Checks a map: whether it parses, makes what the target requires in the right types, reads what the source
 * has, and gives valid results on samples. A map that does not parse gets nothing but its syntax problems.
 * @returns problems in the order of the text
 */
export function checkMap(text: string, options: CheckMapOptions = {}): MapProblem[] {
  const { sourceSchema, targetSchema, samples = [] } = options;
  const target = targetSchema === undefined ? undefined : fieldsOfSchema(targetSchema);
  const map = readMap(text, target === undefined ? {} : { isList: listsOf(target) });
  const faults = syntaxProblems(map);
  if (faults.length > 0) return faults;
  const isDescribed = sourceSchema !== undefined || samples.length > 0;
  const source = isDescribed
    ? fieldsOf({ ...(sourceSchema === undefined ? {} : { schema: sourceSchema }), samples })
    : undefined;
  const { bindings, evaluate } = options;
  return [
    ...checkNames(map, options),
    ...(target === undefined ? [] : [...checkRequired(map, target), ...checkTargets(map, target, source)]),
    ...(source === undefined ? [] : checkSources(map, source)),
    ...checkSamples(map, {
      samples,
      ...(targetSchema === undefined ? {} : { targetSchema }),
      ...(bindings === undefined ? {} : { bindings }),
      ...(evaluate === undefined ? {} : { options: evaluate }),
    }),
  ].sort((one, other) => one.from - other.from);
}

function syntaxProblems(map: MapTree): MapProblem[] {
  const found = map.problems.map(({ from, to, message }): MapProblem => {
    const path = fieldAround(map, from)?.path ?? '';
    return { path, from, to, severity: 'error', code: 'syntax', message };
  });
  if (found.length > 0) return found;
  // What only the evaluator refuses, such as patterns that it does not have.
  const error = checkSyntax(map.text);
  if (error === undefined) return [];
  const from = Math.min(error.position ?? 0, map.text.length);
  const path = fieldAround(map, from)?.path ?? '';
  return [{ path, from, to: from, severity: 'error', code: 'syntax', message: error.message }];
}
