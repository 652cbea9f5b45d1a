import { setImmediate as breathe } from 'node:timers/promises';
import type { MapTestsResult, Template, TemplateSummary } from '@crossdock/flow-schema';
import {
  applyOverlay,
  compile,
  diffMaps,
  ExpressionError,
  overlayFromEdit,
  runMapCases,
} from '@crossdock/mapping';
import type { MapCase, RunCasesOptions } from '@crossdock/mapping';
import { findTemplate, templateCases, templateIds } from '@crossdock/mapping/templates';
import { notFound } from '../../refusal.ts';
import { cutPage } from '../../store/page.ts';
import type { HandlersOf } from '../call.ts';
import { pageAnswer, pageRequest } from '../cursor.ts';
import { expressionRefusal } from './mapping.ts';

/** All cases of a request together may take so long, in milliseconds; a single one as long as an evaluation. */
const patienceMs = 10_000;
const budget = { timeMs: 1_000 };

type TemplateOperation =
  'listTemplates' | 'getTemplate' | 'testTemplate' | 'applyOverlay' | 'overlayOf' | 'testMap';

export function templateRoutes(): HandlersOf<TemplateOperation> {
  return {
    listTemplates: ({ query }) => {
      const { limit, after } = pageRequest(query, ['text']);
      const found = templateIds()
        .filter((id) => after === undefined || id > String(after[0]))
        .map((id) => summaryOf(templateOf(id)))
        .filter((template) => fits(template, query));
      return pageAnswer(cutPage(found.slice(0, limit + 1), limit, ({ id }) => [id]));
    },
    getTemplate: ({ params: { id } }) => templateOf(id),
    testTemplate: ({ params: { id } }) => {
      const { expression } = templateOf(id);
      const { cases, options } = templateCases(id);
      return runTests(expression, cases, options);
    },
    applyOverlay: ({ params: { id }, body: { overlay } }) => {
      const { expression } = templateOf(id);
      const { text, problems } = applyOverlay(expression, overlay);
      return { expression: text, differences: diffMaps(expression, text), problems: [...problems] };
    },
    overlayOf: ({ params: { id }, body }) => {
      compiled(body.expression);
      const { changes } = overlayFromEdit(templateOf(id).expression, body.expression);
      return { overlay: { changes: [...changes] } };
    },
    testMap: ({ body: { expression, cases, lookups } }) =>
      runTests(expression, cases as MapCase[], lookups === undefined ? {} : { lookups }),
  };
}

function templateOf(id: string): Template {
  const found = findTemplate(id);
  if (found === undefined) throw notFound('template');
  const { map, ...rest } = found;
  return { ...rest, expression: map };
}

function summaryOf({ expression: _expression, ...summary }: Template): TemplateSummary {
  return summary;
}

function fits(
  { source, target }: TemplateSummary,
  { canonical, format }: { canonical?: string; format?: string },
): boolean {
  const sides = [source, target];
  return (
    (canonical === undefined || sides.some((side) => 'canonical' in side && side.canonical === canonical)) &&
    (format === undefined || sides.some((side) => 'format' in side && side.format === format))
  );
}

/** Runs cases one by one, so that others get their turn in between. */
async function runTests(
  expression: string,
  cases: readonly MapCase[],
  options: RunCasesOptions,
): Promise<MapTestsResult> {
  const map = compiled(expression);
  const deadline = performance.now() + patienceMs;
  const results: MapTestsResult['results'] = [];
  for (const test of cases) {
    if (performance.now() > deadline) results.push(notRun(test));
    else results.push(...runMapCases(map, [test], { ...options, budget }));
    await breathe();
  }
  const passed = results.filter((result) => result.passed).length;
  return { passed, failed: results.length - passed, results };
}

function compiled(expression: string): ReturnType<typeof compile> {
  try {
    return compile(expression);
  } catch (error) {
    throw error instanceof ExpressionError ? expressionRefusal(error) : error;
  }
}

const notRun = ({ name }: MapCase): MapTestsResult['results'][number] => ({
  name,
  passed: false,
  differences: [],
  failure: {
    stage: 'case',
    code: 'test.notRun',
    message: 'was not run: the cases before it took all the time there is for one request',
  },
});
