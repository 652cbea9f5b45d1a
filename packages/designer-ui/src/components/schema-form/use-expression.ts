import { parseSyntax } from '@crossdock/mapping';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { evaluateExpression, placeOf, type Evaluation } from '../../model/evaluate.ts';
import { helpFor } from '../../model/jsonata/help.ts';
import type { CodeDiagnostic } from '../code/code-editor.tsx';
import type { ExpressionSupport } from './form-context.ts';
import { useServerEvaluation } from './use-server-evaluation.ts';

/** Long enough not to flicker while typing, short enough to feel live. In milliseconds. */
const settle = 120;

/** All mistakes in the writing; where there are none, what fails on the sample. */
function diagnosticsOf(evaluation: Evaluation | undefined, text: string): CodeDiagnostic[] {
  if (!evaluation || evaluation.ok) return [];
  const { problems } = parseSyntax(text);
  if (problems.length > 0) return problems.map(({ from, to, message }) => ({ from, to, message }));
  const place = placeOf(evaluation, text);
  return place
    ? [{ ...place, message: evaluation.message, severity: isSyntax(evaluation) ? 'error' : 'warning' }]
    : [];
}

/** A mistake in the writing, as against one that only this sample brings out. */
export function isSyntax(evaluation: Evaluation): boolean {
  return !evaluation.ok && evaluation.code?.startsWith('S0') === true;
}

/** What an expression gives on the sample, its mistakes, and help for its editor. */
export function useExpression(text: string, support: ExpressionSupport | undefined) {
  const [settled] = useDebouncedValue(text, settle);
  const here = useMemo(
    () => (support && settled.trim() ? evaluateExpression(settled, support.scope) : undefined),
    [settled, support],
  );
  const there = useServerEvaluation(settled, support);
  const evaluation = there ? there.evaluation : here;
  const diagnostics = useMemo(
    () => (settled === text ? diagnosticsOf(evaluation, text) : []),
    [evaluation, settled, text],
  );
  const help = useMemo(() => (support ? helpFor(support) : undefined), [support]);
  return { evaluation, diagnostics, help };
}
