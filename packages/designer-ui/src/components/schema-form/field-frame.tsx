import { Input } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './schema-form.module.css';

export interface FieldFrameProps {
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  withAsterisk?: boolean;
  id?: string;
  'data-field'?: string;
  children: ReactNode;
}

/** Label, description and error around something that is no plain input, looking like those that are. */
export function FieldFrame({
  label,
  description,
  error,
  withAsterisk,
  id,
  children,
  ...rest
}: FieldFrameProps) {
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      size="xs"
      {...(description !== undefined && { description })}
      {...(error !== undefined && { error })}
      {...(withAsterisk && { withAsterisk })}
      {...(id && { id })}
      data-field={rest['data-field']}
      role="group"
      aria-label={label}
    >
      <div className={classes.control}>{children}</div>
    </Input.Wrapper>
  );
}
