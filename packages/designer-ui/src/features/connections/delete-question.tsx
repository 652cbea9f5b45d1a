import type { Connection } from '@crossdock/flow-schema';
import { List, Text } from '@mantine/core';

/** Says what deleting a connection breaks. */
export function DeleteQuestion({ connection: { usedBy } }: { connection: Connection }) {
  return (
    <>
      <Text size="sm">Its credentials are deleted with it and can’t be brought back.</Text>
      {usedBy.length > 0 ? (
        <>
          <Text size="sm" mt="sm">
            These flows use it. Their runs in this environment will fail until there is another one under the
            same key:
          </Text>
          <List size="sm" mt={4}>
            {usedBy.map(({ flowId, flowName }) => (
              <List.Item key={flowId}>{flowName}</List.Item>
            ))}
          </List>
        </>
      ) : null}
    </>
  );
}
