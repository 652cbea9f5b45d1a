import { Center } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useRouter } from '@tanstack/react-router';
import { ErrorState } from '../components/feedback/error-state.tsx';

/** Stands in for a page that failed; the rest of the shell goes on working. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <Center mih={360} h="100%">
      <ErrorState what="This page" error={error} retry={retry} />
    </Center>
  );
}
