import { ScrollArea } from '@mantine/core';
import { IconAlertTriangleFilled, IconCircleCheck, IconExclamationCircleFilled } from '@tabler/icons-react';
import { useReactFlow } from '@xyflow/react';
import { EmptyState } from '../../../components/feedback/empty-state.tsx';
import { selectNodes } from '../../../model/change.ts';
import { pathInNode, type Problem } from '../../../model/findings.ts';
import { findNode } from '../../../model/graph.ts';
import { useInsight } from '../insight.tsx';
import { useDefinition, useDesigner } from '../session.ts';
import classes from './drawer.module.css';

/** Goes to the place of a problem: selects its step, or opens the settings of the flow. */
export function useGoToProblem() {
  const { editor, ui } = useDesigner();
  const flow = useReactFlow();
  return (problem: Problem): void => {
    const node =
      problem.nodeId === undefined ? undefined : findNode(editor.store.getState().definition, problem.nodeId);
    if (!node) {
      if (problem.path.startsWith('settings')) ui.setState({ settingsOpen: true });
      return;
    }
    editor.select(selectNodes(node.id));
    ui.setState({ settingsOpen: false, inspectorOpen: true, inspectorTab: 'settings' });
    const zoom = Math.max(flow.getZoom(), 0.6);
    void flow.setCenter(node.position.x + 104, node.position.y + 28, { zoom, duration: 200 });
  };
}

export function ProblemRow({ problem, onGo }: { problem: Problem; onGo(problem: Problem): void }) {
  const definition = useDefinition();
  const isError = problem.severity === 'error';
  const Mark = isError ? IconExclamationCircleFilled : IconAlertTriangleFilled;
  const name =
    problem.nodeId === undefined ? 'Flow' : (findNode(definition, problem.nodeId)?.name ?? problem.nodeId);
  return (
    <button
      type="button"
      className={classes.problem}
      data-severity={problem.severity}
      onClick={() => onGo(problem)}
    >
      <Mark size={15} role="img" aria-label={isError ? 'Error' : 'Warning'} />
      <span className={classes.problemName}>{name}</span>
      <span className={classes.problemText}>{problem.message}</span>
      <code className={classes.problemPath}>{pathInNode(problem.path)}</code>
    </button>
  );
}

/** Mistakes and advice of the whole flow; a click goes there. */
export function ProblemsPanel() {
  const { problems } = useInsight();
  const go = useGoToProblem();
  if (problems.all.length === 0)
    return (
      <EmptyState icon={IconCircleCheck} title="No problems">
        The flow can be published.
      </EmptyState>
    );
  return (
    <ScrollArea className={classes.fill} type="auto" scrollbarSize={8}>
      <ul className={classes.problems} aria-label="Problems">
        {problems.all.map((problem) => (
          <li key={`${problem.rule} ${problem.path} ${problem.message}`}>
            <ProblemRow problem={problem} onGo={go} />
          </li>
        ))}
      </ul>
    </ScrollArea>
  );
}
