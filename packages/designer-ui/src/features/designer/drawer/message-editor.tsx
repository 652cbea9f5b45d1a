import type { RunSummary } from '@crossdock/flow-schema';
import { sampleDocuments } from '@crossdock/mapping';
import { Autocomplete, Collapse, Group, Menu, Button, Text, Textarea } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { recentRunsQuery, runQuery } from '../../../api/runs.ts';
import { CodeEditor } from '../../../components/code/code-editor.tsx';
import { notifyError } from '../../../components/feedback/notify.tsx';
import { RelativeTime } from '../../../components/time/relative-time.tsx';
import { contentTypes, messageOfRun, readMessage } from '../../../model/test-message.ts';
import { useDesigner, useUi } from '../session.ts';
import classes from './drawer.module.css';

/** Samples that come with the product, and the messages of earlier runs of this flow. */
function SampleMenu() {
  const { flowId, ui } = useDesigner();
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  const { data: runs = [] } = useQuery({ ...recentRunsQuery({ flow: flowId }, 8), enabled: open });
  const takeRun = async (id: string) => {
    try {
      ui.setMessage(messageOfRun((await cache.fetchQuery(runQuery(id))).trigger));
    } catch (error) {
      notifyError('The message could not be read', error);
    }
  };
  const runLabel = ({ id, businessKeys }: RunSummary) => businessKeys[0]?.value ?? id.slice(0, 8);
  return (
    <Menu opened={open} onChange={setOpen} position="bottom-start" width={320}>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          Samples
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Documents</Menu.Label>
        {sampleDocuments.map(({ name, title, content, contentType }) => (
          <Menu.Item key={name} onClick={() => ui.setMessage({ body: content, contentType, headers: {} })}>
            {title}
          </Menu.Item>
        ))}
        {runs.length > 0 ? <Menu.Label>Messages of earlier runs</Menu.Label> : null}
        {runs.map((run) => (
          <Menu.Item
            key={run.id}
            rightSection={
              <Text size="xs" c="dimmed">
                <RelativeTime at={run.createdAt} />
              </Text>
            }
            onClick={() => void takeRun(run.id)}
          >
            {runLabel(run)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const headerLines = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

function readHeaders(text: string): Record<string, string> {
  const pairs = text.split('\n').flatMap((line) => {
    const [name, ...value] = line.split(':');
    return name?.trim() ? [[name.trim().toLowerCase(), value.join(':').trim()] as const] : [];
  });
  return Object.fromEntries(pairs);
}

function Headers() {
  const { ui } = useDesigner();
  const message = useUi((state) => state.message);
  const [text, setText] = useState(() => headerLines(message.headers));
  return (
    <Textarea
      aria-label="Headers"
      placeholder={'One a line, for example\nx-partner: northgate'}
      autosize
      minRows={2}
      maxRows={5}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        ui.setMessage({ ...message, headers: readHeaders(event.currentTarget.value) });
      }}
    />
  );
}

/** The message that tests and expressions are tried with. It stays in this browser. */
export function MessageEditor({ actions }: { actions: ReactNode }) {
  const { ui } = useDesigner();
  const message = useUi((state) => state.message);
  const [headersOpen, setHeadersOpen] = useState(Object.keys(message.headers).length > 0);
  const read = readMessage(message, '');
  const isJson = message.contentType.includes('json');
  const count = Object.keys(message.headers).length;
  return (
    <>
      <Group gap={6} className={classes.testBar}>
        <SampleMenu />
        <Autocomplete
          size="xs"
          aria-label="Content type"
          w={170}
          data={[...contentTypes]}
          value={message.contentType}
          // All are offered, whatever stands there: choosing another is the point.
          filter={({ options }) => options}
          onChange={(contentType) => ui.setMessage({ ...message, contentType })}
        />
        <Button
          variant="subtle"
          color="gray"
          aria-expanded={headersOpen}
          onClick={() => setHeadersOpen(!headersOpen)}
        >
          Headers{count > 0 ? ` (${count})` : ''}
        </Button>
        <span className={classes.spring} />
        {actions}
      </Group>
      <Collapse expanded={headersOpen}>
        <div className={classes.headers}>
          <Headers key={message.contentType} />
        </div>
      </Collapse>
      <div className={classes.fill}>
        <CodeEditor
          language={isJson ? 'json' : 'text'}
          height="fill"
          value={message.body}
          onChange={(body) => ui.setMessage({ ...message, body })}
          ariaLabel="Body of the test message"
          placeholder="Paste a message as it would arrive, or choose a sample"
          invalid={!read.ok}
        />
      </div>
    </>
  );
}
