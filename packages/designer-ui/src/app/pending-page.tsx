import { Center, Loader } from '@mantine/core';

/** While a page's code is fetched. */
export function PendingPage() {
  return (
    <Center mih={320} h="100%">
      <Loader size="sm" aria-label="Loading" />
    </Center>
  );
}
