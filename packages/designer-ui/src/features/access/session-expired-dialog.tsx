import { Anchor, Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useStore } from 'zustand';
import { useSession } from '../../api/access.ts';
import { sessionExpiry, sessionExpiryStore } from '../../api/session-expiry.ts';
import { LogInForm } from './log-in-form.tsx';

/** Stands over the page when the session has ended, so that nothing typed there is lost. */
export function SessionExpiredDialog({ onOtherPerson }: { onOtherPerson(): void }) {
  const expired = useStore(sessionExpiryStore, (state) => state.expired);
  const { user } = useSession();
  const cache = useQueryClient();
  const goOn = (): void => {
    sessionExpiry.signedIn();
    void cache.invalidateQueries();
  };
  return (
    <Modal
      opened={expired}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={<Text fw={620}>Your session has ended</Text>}
    >
      <Text size="sm" c="dimmed" mb="md">
        Log in again to go on where you were. Nothing on this page is lost.
      </Text>
      <LogInForm email={user.email} onDone={goOn} />
      <Text size="xs" mt="md">
        <Anchor component="button" type="button" onClick={onOtherPerson} inherit>
          Log in as somebody else
        </Anchor>{' '}
        (leaves this page)
      </Text>
    </Modal>
  );
}
