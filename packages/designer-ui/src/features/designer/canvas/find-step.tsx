import { ActionIcon, Paper, Text, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useReactFlow } from '@xyflow/react';
import { useState, type KeyboardEvent } from 'react';
import { selectNodes } from '../../../model/change.ts';
import { sizeOf } from '../../../model/geometry.ts';
import { summaryOf } from '../../../model/summary.ts';
import { useDefinition, useDesigner } from '../session.ts';
import classes from './canvas.module.css';

/** Finds steps by name, id and what they do; Enter goes from one to the next. */
export function FindStep() {
  const { editor, ui } = useDesigner();
  const definition = useDefinition();
  const flow = useReactFlow();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(-1);
  const wanted = query.trim().toLowerCase();
  const found = wanted
    ? definition.nodes.filter((node) =>
        `${node.name} ${node.id} ${node.type} ${summaryOf(node)} ${JSON.stringify(node.config)}`
          .toLowerCase()
          .includes(wanted),
      )
    : [];
  const close = () => ui.setState({ finding: false });
  const go = (index: number) => {
    const node = found[(index + found.length) % found.length];
    if (!node) return;
    setAt((index + found.length) % found.length);
    editor.select(selectNodes(node.id));
    const { width, height } = sizeOf(node);
    const zoom = Math.max(flow.getZoom(), 0.7);
    void flow.setCenter(node.position.x + width / 2, node.position.y + height / 2, { zoom, duration: 200 });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') go(at + (event.shiftKey ? -1 : 1));
    else if (event.key === 'Escape') close();
  };
  const state = wanted ? `${found.length > 0 ? Math.max(at, 0) + 1 : 0} of ${found.length}` : '';
  return (
    <Paper className={classes.find} role="search">
      <TextInput
        autoFocus
        aria-label="Find a step"
        placeholder="Find a step"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(-1);
        }}
        onKeyDown={onKeyDown}
        rightSectionWidth={60}
        rightSection={
          <Text size="xs" c="dimmed" role="status">
            {state}
          </Text>
        }
      />
      <ActionIcon aria-label="Close search" onClick={close}>
        <IconX size={15} aria-hidden />
      </ActionIcon>
    </Paper>
  );
}
