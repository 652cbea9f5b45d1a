import { Alert, Button, Group, Modal, ScrollArea, Text, Textarea } from '@mantine/core';
import { IconRocket } from '@tabler/icons-react';
import { useState } from 'react';
import { usePublishFlow } from '../../../api/flows.ts';
import { ApiError, messageOf } from '../../../api/problem.ts';
import { notifyDone } from '../../../components/feedback/notify.tsx';
import type { Problem } from '../../../model/findings.ts';
import { ProblemRow, useGoToProblem } from '../drawer/problems-panel.tsx';
import { useInsight } from '../insight.tsx';
import { useDesigner } from '../session.ts';
import classes from './dialogs.module.css';

function ProblemList({
  title,
  problems,
  onGo,
}: {
  title: string;
  problems: readonly Problem[];
  onGo(problem: Problem): void;
}) {
  if (problems.length === 0) return null;
  return (
    <section>
      <h3 className={classes.heading}>{title}</h3>
      <ScrollArea.Autosize mah={200} type="auto">
        {problems.map((problem) => (
          <ProblemRow key={`${problem.path} ${problem.message}`} problem={problem} onGo={onGo} />
        ))}
      </ScrollArea.Autosize>
    </section>
  );
}

/** What the server found although nothing was found here. */
function Refused({ error }: { error: unknown }) {
  const errors = error instanceof ApiError ? (error.problem.errors ?? []) : [];
  return (
    <Alert color="red" title="The flow wasn’t published" p="xs" role="alert">
      <Text size="xs">{messageOf(error)}</Text>
      {errors.map(({ path, message }) => (
        <Text key={`${path} ${message}`} size="xs">
          {path}: {message}
        </Text>
      ))}
    </Alert>
  );
}

/** Freezes the draft as the next version, if nothing stands against it. */
export function PublishDialog() {
  const { flowId, saver, ui } = useDesigner();
  const { problems } = useInsight();
  const [note, setNote] = useState('');
  const publish = usePublishFlow();
  const goTo = useGoToProblem();
  const close = () => ui.setState({ dialog: undefined });
  const go = (problem: Problem) => {
    close();
    goTo(problem);
  };
  const errors = problems.all.filter(({ severity }) => severity === 'error');
  const warnings = problems.all.filter(({ severity }) => severity === 'warning');
  const run = async () => {
    if (!(await saver.saveNow())) return;
    publish.mutate(
      { id: flowId, ...(note.trim() && { note: note.trim() }) },
      {
        onSuccess: ({ version }) => {
          notifyDone(`Version ${version} is published. Deploy it to let it run.`);
          ui.setState({ dialog: 'deploy' });
        },
      },
    );
  };
  return (
    <Modal opened onClose={close} size={560} title="Publish">
      <div className={classes.stack}>
        {errors.length > 0 ? (
          <Text size="sm">These have to be mended before the flow can be published. A click goes there.</Text>
        ) : (
          <Text size="sm">
            The draft becomes a version that never changes. Deploying it is the next step.
          </Text>
        )}
        <ProblemList title="Errors" problems={errors} onGo={go} />
        <ProblemList title="Worth a look" problems={warnings} onGo={go} />
        {errors.length === 0 ? (
          <Textarea
            label="What has changed"
            description="For the list of versions; may stay empty."
            data-autofocus
            autosize
            minRows={2}
            maxRows={6}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        ) : null}
        {publish.error ? <Refused error={publish.error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button
            leftSection={<IconRocket size={15} aria-hidden />}
            disabled={errors.length > 0}
            loading={publish.isPending}
            onClick={() => void run()}
          >
            Publish
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
