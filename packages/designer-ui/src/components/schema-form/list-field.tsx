import { childPath } from '@crossdock/flow-schema';
import { ActionIcon, Button, Group } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { initialValue } from '../../model/json-schema.ts';
import { FieldFrame } from './field-frame.tsx';
import { NestedField } from './nested-field.tsx';
import { useError, useForm, type FieldProps } from './form-context.ts';
import { Fields } from './object-field.tsx';
import classes from './schema-form.module.css';
import { widgetOf } from './widgets.ts';

/** `Cases` has items called "Case". */
function singular(label: string): string {
  return label
    .replace(/ies$/, 'y')
    .replace(/(ss)es$/, '$1')
    .replace(/([^s])s$/, '$1');
}

function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const result = [...items];
  const [item] = result.splice(from, 1);
  if (item !== undefined) result.splice(to, 0, item);
  return result;
}

interface ItemToolsProps {
  name: string;
  index: number;
  last: number;
  onMove(to: number): void;
  onRemove: (() => void) | undefined;
}

function ItemTools({ name, index, last, onMove, onRemove }: ItemToolsProps) {
  return (
    <Group gap={0} wrap="nowrap" className={classes.itemTools}>
      <ActionIcon
        size={24}
        aria-label={`Move ${name} up`}
        disabled={index === 0}
        onClick={() => onMove(index - 1)}
      >
        <IconArrowUp size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size={24}
        aria-label={`Move ${name} down`}
        disabled={index === last}
        onClick={() => onMove(index + 1)}
      >
        <IconArrowDown size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon size={24} aria-label={`Remove ${name}`} disabled={!onRemove} onClick={onRemove}>
        <IconTrash size={14} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

/** A list of values or objects: added at the end, moved and removed one by one. */
export function ListField(props: FieldProps) {
  const { schema, value, onChange, path, label, required, dynamic } = props;
  const error = useError(path);
  const { disabled } = useForm();
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const itemSchema = schema.items ?? {};
  const isObject = widgetOf(itemSchema) === 'object';
  const name = singular(label);
  const set = (next: readonly unknown[]) => onChange(next.length === 0 && !required ? undefined : next, path);
  const change = (index: number) => (item: unknown, at: string) =>
    onChange(
      items.map((each, position) => (position === index ? (item ?? initialValue(itemSchema)) : each)),
      at,
    );
  const removable = items.length > (schema.minItems ?? 0);
  return (
    <FieldFrame
      label={label}
      description={schema.description}
      error={error}
      withAsterisk={required}
      data-field={path}
    >
      <div className={classes.list}>
        {items.map((item, index) => {
          const title = `${name} ${index + 1}`;
          const own = {
            schema: itemSchema,
            value: item,
            onChange: change(index),
            path: childPath(path, index),
            dynamic,
          };
          return (
            <section
              key={index}
              className={classes.item}
              aria-label={title}
              data-plain={!isObject || undefined}
            >
              <header className={classes.itemHead}>
                {isObject ? <span>{title}</span> : <NestedField {...own} label={title} required />}
                {disabled ? null : (
                  <ItemTools
                    name={title}
                    index={index}
                    last={items.length - 1}
                    onMove={(to) => set(moved(items, index, to))}
                    onRemove={
                      removable ? () => set(items.filter((_, position) => position !== index)) : undefined
                    }
                  />
                )}
              </header>
              {isObject ? <Fields {...own} /> : null}
            </section>
          );
        })}
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={disabled || items.length >= (schema.maxItems ?? Infinity)}
          onClick={() => set([...items, freshItem(itemSchema, items)])}
        >
          Add {name.toLowerCase()}
        </Button>
      </div>
    </FieldFrame>
  );
}

/** A new case needs a name of its own, so that its port isn't another one's. */
function freshItem(schema: NonNullable<FieldProps['schema']['items']>, items: readonly unknown[]): unknown {
  const item = initialValue(schema);
  if (typeof item !== 'object' || item === null || !('port' in item)) return item;
  const taken = new Set(items.map((each) => (each as { port?: unknown }).port));
  let number = items.length + 1;
  while (taken.has(`case${number}`)) number += 1;
  return { ...item, port: `case${number}`, when: 'true' };
}
