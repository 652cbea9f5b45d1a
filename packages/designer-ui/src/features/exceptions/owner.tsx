import type { Exception } from '@crossdock/flow-schema';
import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useSession } from '../../api/access.ts';
import { useAssignException } from '../../api/exceptions.ts';
import { deskNames, desks } from '../../components/domain/words.ts';
import { notifyError } from '../../components/feedback/notify.tsx';
import { Section } from '../../components/page/page.tsx';

const deskChoices = desks.map((value) => ({ value, label: deskNames[value] }));

/** Whose it is: desk and person. */
export function Owner({ exception, editable }: { exception: Exception; editable: boolean }) {
  const { user } = useSession();
  const assign = useAssignException();
  const onError = (error: unknown): void => notifyError('It could not be handed over', error);
  const mine = exception.assignee?.id === user.id;
  return (
    <Section title="Who takes care">
      <Stack gap="sm">
        {editable ? (
          <Select
            label="Desk"
            allowDeselect={false}
            data={deskChoices}
            value={exception.desk}
            disabled={assign.isPending}
            onChange={(value) => {
              const desk = desks.find((each) => each === value);
              if (desk && desk !== exception.desk) assign.mutate({ id: exception.id, desk }, { onError });
            }}
          />
        ) : (
          <Text size="xs">{deskNames[exception.desk]}</Text>
        )}
        <Group justify="space-between" wrap="nowrap">
          <Text size="xs" {...(exception.assignee ? {} : { c: 'dimmed' })}>
            {exception.assignee ? `With ${mine ? 'you' : exception.assignee.name}` : 'Nobody has taken it.'}
          </Text>
          {editable ? (
            <Button
              variant="default"
              loading={assign.isPending}
              onClick={() => assign.mutate({ id: exception.id, userId: mine ? null : user.id }, { onError })}
            >
              {mine ? 'Give it back' : 'Take it'}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Section>
  );
}
