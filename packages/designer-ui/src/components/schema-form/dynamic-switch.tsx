import { isExpression } from '@crossdock/flow-schema';
import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconMathFunction } from '@tabler/icons-react';
import { useRef, type ReactNode } from 'react';
import { toExpression, toValue } from '../../model/dynamic.ts';
import type { FieldProps } from './form-context.ts';
import classes from './schema-form.module.css';

/** Lets a field hold a value or an expression. What was there before switching comes back on return. */
export function DynamicSwitch({
  value,
  onChange,
  path,
  label,
  children,
}: FieldProps & { children: ReactNode }) {
  const before = useRef<unknown>(undefined);
  const isOn = isExpression(value);
  const toggle = () => {
    const kept = before.current;
    before.current = value;
    if (isOn) onChange(toValue(value) ?? (isExpression(kept) ? undefined : kept), path);
    else onChange(isExpression(kept) ? kept : toExpression(value), path);
  };
  return (
    <div className={classes.dynamic}>
      <Tooltip label={isOn ? 'Use a fixed value' : 'Use an expression'}>
        <UnstyledButton
          className={classes.fx}
          aria-pressed={isOn}
          aria-label={`Expression for ${label}`}
          onClick={toggle}
        >
          <IconMathFunction size={14} aria-hidden />
        </UnstyledButton>
      </Tooltip>
      {children}
    </div>
  );
}
