import { createContext, createElement, use, type ComponentType } from 'react';
import type { FieldProps } from './form-context.ts';

/** The component that chooses a field by its schema; fields inside fields find it here. */
export const FieldContext = createContext<ComponentType<FieldProps> | undefined>(undefined);

/** A field inside another: of an object, a list, a record, or a variant. */
export function NestedField(props: FieldProps) {
  const field = use(FieldContext);
  return field ? createElement(field, props) : null;
}
