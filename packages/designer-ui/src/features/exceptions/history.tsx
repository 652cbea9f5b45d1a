import type { Exception, ExceptionEvent } from '@crossdock/flow-schema';
import { Button, Stack, Textarea } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconMessage,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconRepeat,
  IconTrash,
  IconUser,
  type Icon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useCommentException } from '../../api/exceptions.ts';
import { notifyError } from '../../components/feedback/notify.tsx';
import { JsonDiffList } from '../../components/json/json-diff-list.tsx';
import { Section } from '../../components/page/page.tsx';
import { RelativeTime } from '../../components/time/relative-time.tsx';
import classes from './exceptions.module.css';

const looks: Record<ExceptionEvent['kind'], { icon: Icon; text: string }> = {
  opened: { icon: IconAlertTriangle, text: 'opened' },
  comment: { icon: IconMessage, text: 'wrote' },
  assigned: { icon: IconUser, text: 'changed who takes care' },
  resumed: { icon: IconPlayerPlay, text: 'resumed' },
  replayed: { icon: IconRepeat, text: 'replayed' },
  skipped: { icon: IconPlayerSkipForward, text: 'skipped the step' },
  discarded: { icon: IconTrash, text: 'discarded' },
  resolved: { icon: IconCheck, text: 'resolved' },
};

/** What people have done and said, newest last. */
export function History({ exception, mayComment }: { exception: Exception; mayComment: boolean }) {
  return (
    <Section title="History">
      <Stack gap="md">
        <ol className={classes.events}>
          {exception.events.map((event) => (
            <Event key={`${event.at}${event.kind}`} event={event} />
          ))}
        </ol>
        {mayComment ? <CommentForm exceptionId={exception.id} /> : null}
      </Stack>
    </Section>
  );
}

function Event({ event }: { event: ExceptionEvent }) {
  const { icon: EventIcon, text } = looks[event.kind];
  const changed = event.before !== undefined && event.after !== undefined;
  return (
    <li className={classes.event}>
      <span className={classes.eventIcon}>
        <EventIcon size={12} stroke={2} aria-hidden />
      </span>
      <div>
        <div className={classes.eventHead}>
          <span>
            <strong>{event.actor}</strong> {text}
          </span>
          <span className={classes.eventTime}>
            <RelativeTime at={event.at} />
          </span>
        </div>
        {event.text ? <div className={classes.eventText}>{event.text}</div> : null}
        {changed ? <JsonDiffList before={event.before} after={event.after} /> : null}
      </div>
    </li>
  );
}

function CommentForm({ exceptionId }: { exceptionId: string }) {
  const [text, setText] = useState('');
  const comment = useCommentException();
  const send = (): void => {
    comment.mutate(
      { id: exceptionId, text: text.trim() },
      {
        onSuccess: () => setText(''),
        onError: (error) => notifyError('The comment could not be saved', error),
      },
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) send();
      }}
    >
      <Stack gap="xs">
        <Textarea
          aria-label="Comment"
          placeholder="What you found out"
          autosize
          minRows={2}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim()) send();
          }}
        />
        <Button type="submit" variant="default" ml="auto" disabled={!text.trim()} loading={comment.isPending}>
          Comment
        </Button>
      </Stack>
    </form>
  );
}
