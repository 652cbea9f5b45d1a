import type { FlowNode } from '@crossdock/flow-schema';
import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ApiError, messageOf } from '../../../api/problem.ts';
import { templateQuery } from '../../../api/templates.ts';
import { ScrollRegion } from '../../../components/page/scroll-region.tsx';
import { ToneBadge } from '../../../components/status/tone-badge.tsx';
import {
  editedSince,
  inWords,
  templateUseOf,
  type ChangeInWords,
  type TemplateUse,
} from '../../../model/template-use.ts';
import { Section } from './section.tsx';
import classes from './template-section.module.css';

/** Comparing maps takes longer than a keystroke. In milliseconds. */
const settle = 400;

function Change({ path, action, detail, before, note }: ChangeInWords) {
  return (
    <li className={classes.change}>
      <div className={classes.changeHead}>
        <code>{path}</code>
        <ToneBadge tone="neutral">{action}</ToneBadge>
      </div>
      {note === undefined ? null : <p className={classes.note}>{note}</p>}
      {detail === undefined ? null : (
        <ScrollRegion as="pre" label={`${action}: ${path}`} className={classes.code}>
          {detail}
        </ScrollRegion>
      )}
      {before === undefined ? null : (
        <details className={classes.before}>
          <summary>In the template</summary>
          <ScrollRegion as="pre" label={`In the template: ${path}`} className={classes.code}>
            {before}
          </ScrollRegion>
        </details>
      )}
    </li>
  );
}

/** Where the template stands now: not there any more, in a newer version, or not to be asked. */
function libraryNote(use: TemplateUse, newest: number | undefined, error: Error | null): string | undefined {
  if (error instanceof ApiError && error.status === 404)
    return 'The library of this server has no such template. The map runs all the same.';
  if (error) return `The library can’t be read: ${messageOf(error)}`;
  if (newest === undefined || newest === use.version) return undefined;
  return newest > use.version
    ? `The library has version ${newest} of it by now. The map stays as it is.`
    : `The library has version ${newest} only: this map comes from a newer server.`;
}

function useEditedSince(use: TemplateUse, expression: string, template: string | undefined): string[] {
  const [settled] = useDebouncedValue(expression, settle);
  return useMemo(
    () => (template === undefined ? [] : editedSince(template, { changes: use.changes }, settled)),
    [use, settled, template],
  );
}

function TemplateDetails({ use, expression }: { use: TemplateUse; expression: string }) {
  const { data, error } = useQuery(templateQuery(use.id));
  const edited = useEditedSince(use, expression, data?.version === use.version ? data.expression : undefined);
  const state = libraryNote(use, data?.version, error);
  return (
    <>
      <div>
        <Text size="sm" fw={600}>
          {data?.title ?? use.id}
        </Text>
        <Text size="xs" c="dimmed">
          <code>{use.id}</code> · version {use.version}
        </Text>
        {data ? (
          <Text size="xs" c="dimmed" mt={4}>
            {data.description}
          </Text>
        ) : null}
        {state === undefined ? null : (
          <Text size="xs" c="var(--cd-warning-fg)" mt={4}>
            {state}
          </Text>
        )}
      </div>
      {use.changes.length === 0 ? (
        <Text size="xs">Taken over without changes.</Text>
      ) : (
        <ul className={classes.changes} aria-label="Changes to the template">
          {use.changes.map((change, index) => (
            <Change key={index} {...inWords(change)} />
          ))}
        </ul>
      )}
      {use.unread > 0 ? (
        <Text size="xs">{use.unread} more that can only be read in the JSON view.</Text>
      ) : null}
      {edited.length > 0 ? (
        <Text size="xs">
          Edited here since:{' '}
          {edited.map((path, index) => (
            <span key={path}>
              {index > 0 ? ', ' : ''}
              <code>{path === '' ? 'the map as a whole' : path}</code>
            </span>
          ))}
          . What runs is the expression above.
        </Text>
      ) : null}
    </>
  );
}

/** Where a map comes from, and how it departs from there; nothing for a map that was written by hand. */
export function TemplateSection({ node }: { node: FlowNode }) {
  const use = useMemo(() => templateUseOf(node.config), [node.config]);
  if (!use) return null;
  const count = use.changes.length + use.unread;
  const hint = count === 0 ? 'unchanged' : `${count} ${count === 1 ? 'change' : 'changes'}`;
  const { expression } = node.config;
  return (
    <Section title="Made from a template" hint={hint} open>
      <TemplateDetails use={use} expression={typeof expression === 'string' ? expression : ''} />
    </Section>
  );
}
