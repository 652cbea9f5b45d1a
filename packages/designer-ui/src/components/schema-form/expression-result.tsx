import { Anchor } from '@mantine/core';
import type { Evaluation } from '../../model/evaluate.ts';
import type { ExpressionSupport } from './form-context.ts';
import classes from './schema-form.module.css';
import { isSyntax } from './use-expression.ts';

const shown = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
};

/** One line below an expression: what it gives on the sample, or what is wrong. */
export function ExpressionResult({
  evaluation,
  support,
}: {
  evaluation: Evaluation | undefined;
  support: ExpressionSupport | undefined;
}) {
  if (!support || !evaluation) return null;
  if (!evaluation.ok && (isSyntax(evaluation) || support.inputSource !== undefined))
    return (
      <div className={classes.result} data-kind={isSyntax(evaluation) ? 'error' : 'warning'} role="status">
        {evaluation.message}
      </div>
    );
  if (support.inputSource === undefined)
    return (
      <div className={classes.result}>
        No sample to try it on.
        {support.onNeedSample ? (
          <Anchor component="button" type="button" underline="always" inherit onClick={support.onNeedSample}>
            Give a sample message
          </Anchor>
        ) : null}
      </div>
    );
  return (
    <div className={classes.result} data-kind="value" role="status" title={`On ${support.inputSource}`}>
      <span aria-hidden>→</span>
      <span className={classes.resultValue}>{evaluation.ok ? shown(evaluation.value) : ''}</span>
    </div>
  );
}
