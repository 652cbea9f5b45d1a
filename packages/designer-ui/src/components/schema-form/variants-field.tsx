import { Select } from '@mantine/core';
import { initialValue, isRecord, variantIndex, variantsOf } from '../../model/json-schema.ts';
import { FieldFrame } from './field-frame.tsx';
import { NestedField } from './nested-field.tsx';
import { useError, useForm, type FieldProps } from './form-context.ts';
import { Fields } from './object-field.tsx';
import classes from './schema-form.module.css';
import { variantLabel, widgetOf } from './widgets.ts';

/** Values that both variants have a place for survive the change from one to the other. */
function switched(target: unknown, before: unknown, known: readonly string[]): unknown {
  if (!isRecord(target) || !isRecord(before)) return target;
  const carried = Object.entries(before).filter(
    ([key]) => known.includes(key) && !(key in target && key === 'type'),
  );
  return { ...target, ...Object.fromEntries(carried.filter(([key]) => key !== 'type')) };
}

/** A choice between shapes, such as kinds of authentication, with the fields of the chosen one below. */
export function VariantsField(props: FieldProps) {
  const { schema, value, onChange, path, label, required, dynamic } = props;
  const error = useError(path);
  const { disabled = false } = useForm();
  const variants = variantsOf(schema);
  const index = value === undefined ? -1 : variantIndex(schema, value);
  const chosen = variants[index];
  const choose = (text: string | null) => {
    const variant = text === null ? undefined : variants[Number(text)];
    if (!variant) return onChange(undefined, path);
    onChange(switched(initialValue(variant), value, Object.keys(variant.properties ?? {})), path);
  };
  return (
    <FieldFrame
      label={label}
      description={schema.description}
      error={error}
      withAsterisk={required}
      data-field={path}
    >
      <Select
        aria-label={label}
        data={variants.map((variant, at) => ({ value: String(at), label: variantLabel(variant, at) }))}
        value={chosen ? String(index) : null}
        placeholder="Not set"
        clearable={!required}
        allowDeselect={false}
        disabled={disabled}
        onChange={choose}
      />
      {chosen && widgetOf(chosen) === 'object' && Object.keys(chosen.properties ?? {}).length > 1 ? (
        <div className={classes.inset} key={index}>
          {chosen.description ? <p className={classes.hint}>{chosen.description}</p> : null}
          <Fields schema={chosen} value={value} onChange={onChange} path={path} dynamic={dynamic} />
        </div>
      ) : null}
      {chosen && !['object', 'constant'].includes(widgetOf(chosen)) ? (
        <NestedField
          schema={chosen}
          value={value}
          onChange={onChange}
          path={path}
          label={variantLabel(chosen, index)}
          required={required}
          dynamic={dynamic}
        />
      ) : null}
    </FieldFrame>
  );
}
