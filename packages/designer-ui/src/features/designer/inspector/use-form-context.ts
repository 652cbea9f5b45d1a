import { functionCatalogue } from '@crossdock/mapping';
import { useMemo } from 'react';
import type { FormContext } from '../../../components/schema-form/form-context.ts';
import type { ExpressionScope } from '../../../model/evaluate.ts';
import { ancestorsOf } from '../../../model/graph.ts';
import type { DataSource } from '../../../model/node-data.ts';
import { useInsight } from '../insight.tsx';
import { useDefinition, useDesigner } from '../session.ts';

/** Where data comes from, in words that end a sentence: "tried on …". */
export const sourceWords: Record<Exclude<DataSource, 'none'>, string> = {
  pinned: 'pinned output',
  sample: 'the sample message',
  computed: 'the sample message',
  run: 'the last test run',
};

const newConnectionHref = (connector: string): string => `/connections?new=${encodeURIComponent(connector)}`;

function useContextFor(
  scope: ExpressionScope,
  source: DataSource,
  stepNames: ReadonlyMap<string, string>,
): FormContext {
  const { ui, editable } = useDesigner();
  const { connections } = useInsight();
  return useMemo(
    () => ({
      connections,
      newConnectionHref,
      disabled: !editable,
      expressions: {
        scope,
        inputSource: source === 'none' ? undefined : sourceWords[source],
        functions: functionCatalogue,
        stepNames,
        onNeedSample: () => ui.setState({ drawer: 'test', wide: false }),
      },
    }),
    [connections, editable, scope, source, stepNames, ui],
  );
}

/** What the form of a step can look up and try its expressions on. */
export function useNodeFormContext(id: string): FormContext {
  const definition = useDefinition();
  const { data } = useInsight();
  const scope = useMemo(() => data.scope(id), [data, id]);
  const source = useMemo(() => data.input(id).source, [data, id]);
  const stepNames = useMemo(() => {
    const ids = ancestorsOf(definition, id);
    return new Map(definition.nodes.filter((node) => ids.has(node.id)).map((node) => [node.id, node.name]));
  }, [definition, id]);
  return useContextFor(scope, source, stepNames);
}

const noSteps: ReadonlyMap<string, string> = new Map();

/** The same for the settings of the flow, whose expressions read the message. */
export function useSettingsFormContext(): FormContext {
  const { data } = useInsight();
  const scope = useMemo(() => data.settingsScope(), [data]);
  return useContextFor(scope, scope.input === undefined ? 'none' : 'sample', noSteps);
}
