import type { Deployment } from '@crossdock/flow-schema';
import { Button } from '@mantine/core';
import { IconTerminal2 } from '@tabler/icons-react';
import { notifyDone } from '../../../components/feedback/notify.tsx';
import { CopyButton } from '../../../components/forms/copy-button.tsx';
import { isRecord } from '../../../model/json-schema.ts';
import { useDefinition, useUi } from '../session.ts';
import classes from './dialogs.module.css';

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The header that a webhook asks for, with something to put the secret in. */
function authOption(auth: unknown): string[] {
  if (!isRecord(auth)) return [];
  const header = typeof auth['header'] === 'string' ? auth['header'] : undefined;
  if (auth['type'] === 'apiKey' && auth['connection']) return [`-H '${header ?? 'X-API-Key'}: <key>'`];
  if (auth['type'] === 'apiKey') return [`-H 'Authorization: Bearer <key>'`];
  if (auth['type'] === 'basic') return [`-u '<user>:<password>'`];
  if (auth['type'] === 'hmac') return [`-H '${header ?? 'X-Signature'}: <signature>'`];
  return [];
}

export interface IntakeAddressProps {
  environment: string;
  intake: NonNullable<Deployment['intake']>;
}

/** Where messages go, and a command that sends one. */
export function IntakeAddress({ environment, intake }: IntakeAddressProps) {
  const definition = useDefinition();
  const message = useUi((state) => state.message);
  const address = new URL(`/in/${environment}/${intake.path}`, window.location.origin).href;
  const auth = definition.nodes.find((node) => node.type === 'webhook')?.config['auth'];
  const body = message.body.length > 0 && message.body.length < 2000 ? quoted(message.body) : '@message.txt';
  const curl = [
    `curl -X ${intake.method} ${quoted(address)}`,
    ...authOption(auth),
    `-H 'Content-Type: ${message.contentType}'`,
    `--data-binary ${body}`,
  ].join(' \\\n  ');
  return (
    <div className={classes.address}>
      <span className={classes.method}>{intake.method}</span>
      <code className={classes.url} data-testid="intake-address">
        {address}
      </code>
      <CopyButton text={() => address} label="Copy the address" />
      <Button
        variant="default"
        leftSection={<IconTerminal2 size={14} aria-hidden />}
        onClick={() =>
          void navigator.clipboard.writeText(curl).then(() => notifyDone('The curl command is copied.'))
        }
      >
        Copy as curl
      </Button>
    </div>
  );
}
