import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { JsonEditor } from '../../../components/json/json-editor.tsx';
import { parseJson } from '../../../components/json/parse-json.ts';

export interface PinnedEditorProps {
  value: unknown;
  onSave(value: unknown): void;
  onClose(): void;
}

/** An output written by hand, which tests then use in the place of running the step. */
export function PinnedEditor({ value, onSave, onClose }: PinnedEditorProps) {
  const [text, setText] = useState(() => JSON.stringify(value ?? {}, null, 2));
  const parsed = parseJson(text);
  return (
    <Modal opened onClose={onClose} title="Pinned output" size="lg">
      <Text size="xs" c="dimmed" mb="sm">
        Tests take this instead of running the step. Published versions run without it.
      </Text>
      <JsonEditor value={text} onChange={setText} label="Pinned output" height={360} />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={!parsed.ok}
          onClick={() => {
            onSave(JSON.parse(text));
            onClose();
          }}
        >
          Pin
        </Button>
      </Group>
    </Modal>
  );
}
