import { isExpression } from '@crossdock/flow-schema';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsDiagonal } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { CodeEditor } from '../code/code-editor.tsx';
import { ExpressionResult } from './expression-result.tsx';
import { FieldFrame } from './field-frame.tsx';
import { useError, useForm, type FieldProps } from './form-context.ts';
import classes from './schema-form.module.css';
import { isSyntax, useExpression } from './use-expression.ts';

const ExpressionDialog = lazy(async () => ({
  default: (await import('./expression-dialog.tsx')).ExpressionDialog,
}));

interface ExpressionInputProps {
  text: string;
  onChange(text: string): void;
  label: string;
  invalid: boolean;
}

/** An expression with its result on the sample below; it can be opened in a larger editor. */
export function ExpressionInput({ text, onChange, label, invalid }: ExpressionInputProps) {
  const { expressions, disabled } = useForm();
  const [open, setOpen] = useState(false);
  const { evaluation, diagnostics, help } = useExpression(text, expressions);
  return (
    <>
      <div className={classes.expression}>
        <CodeEditor
          language="jsonata"
          value={text}
          onChange={disabled ? undefined : onChange}
          diagnostics={diagnostics}
          help={help}
          ariaLabel={label}
          placeholder="JSONata, for example body.orderNumber"
          invalid={invalid}
        />
        <Tooltip label="Open in the large editor">
          <ActionIcon
            className={classes.enlarge}
            size={22}
            aria-label={`Enlarge ${label}`}
            onClick={() => setOpen(true)}
          >
            <IconArrowsDiagonal size={13} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      {/* A mistake in the writing stands below as the field's error: once is enough. */}
      {invalid && evaluation && isSyntax(evaluation) ? null : (
        <ExpressionResult evaluation={evaluation} support={expressions} />
      )}
      {open ? (
        <Suspense>
          <ExpressionDialog label={label} text={text} onChange={onChange} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

/** A string that is always an expression; it carries no `=`. */
export function ExpressionField({ schema, value, onChange, path, label, required }: FieldProps) {
  const error = useError(path);
  return (
    <FieldFrame
      label={label}
      description={schema.description}
      error={error}
      withAsterisk={required}
      data-field={path}
    >
      <ExpressionInput
        text={typeof value === 'string' ? value : ''}
        onChange={(text) => onChange(text === '' && !required ? undefined : text, path)}
        label={label}
        invalid={error !== undefined}
      />
    </FieldFrame>
  );
}

/** A dynamic value that is an expression at the moment: stored with a leading `=`. */
export function DynamicExpressionField({ schema, value, onChange, path, label, required }: FieldProps) {
  const error = useError(path);
  return (
    <FieldFrame
      label={label}
      description={schema.description}
      error={error}
      withAsterisk={required}
      data-field={path}
    >
      <ExpressionInput
        text={isExpression(value) ? value.slice(1) : ''}
        onChange={(text) => onChange(`=${text}`, path)}
        label={label}
        invalid={error !== undefined}
      />
    </FieldFrame>
  );
}
