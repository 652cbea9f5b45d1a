import { useMemo } from 'react';
import { useTestRun } from '../../../api/flows.ts';
import { notifyError } from '../../../components/feedback/notify.tsx';
import { readMessage } from '../../../model/test-message.ts';
import { useDesigner } from '../session.ts';

/** Starts test runs of the draft with the sample message. */
export function useTest() {
  const { flowId, saver, ui } = useDesigner();
  const { mutateAsync, isPending } = useTestRun();
  return useMemo(() => {
    /** Saves the draft and runs it: all of it, or up to a step. */
    const start = async (until?: string): Promise<void> => {
      ui.setState({ drawer: 'test' });
      const read = readMessage(ui.getState().message, new Date().toISOString());
      if (!read.ok) return notifyError('The test wasn’t started', new Error(read.error));
      try {
        await saver.saveNow();
        if (saver.state.getState().status !== 'saved')
          throw new Error('The draft isn’t saved; a test runs what is saved. See the save state at the top.');
        const { body, headers } = read.message;
        const trigger = { ...(body !== undefined && { body }), ...(headers && { headers }) };
        const { runId } = await mutateAsync({ id: flowId, trigger, ...(until !== undefined && { until }) });
        ui.setState({ testRunId: runId });
      } catch (error) {
        notifyError('The test wasn’t started', error);
      }
    };
    return { start, isStarting: isPending };
  }, [flowId, saver, ui, mutateAsync, isPending]);
}
