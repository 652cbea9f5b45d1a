import { serializeFlow } from '@crossdock/flow-schema';
import { expect, it } from 'vitest';
import { fileNameOf } from './file-name.ts';
import { blankFlow, readImport } from './new-flow.ts';

it('begins with a webhook whose address follows from the name', () => {
  const flow = blankFlow('  Purchase order intake (ACME) ');
  expect(flow.name).toBe('Purchase order intake (ACME)');
  expect(flow.nodes[0]?.config).toMatchObject({ path: 'purchase-order-intake-acme', method: 'POST' });
  expect(blankFlow('注文').nodes[0]?.config).toMatchObject({ path: 'messages' });
});

it('reads back what was exported', () => {
  const flow = blankFlow('Round trip');
  expect(readImport(serializeFlow(flow))).toEqual({ definition: flow });
});

it.each([
  ['', 'Paste the JSON'],
  ['{', 'not JSON'],
  ['{"name": 1}', 'formatVersion'],
  ['[]', ''],
])('says in words what is wrong with %j', (text, part) => {
  const read = readImport(text);
  expect('message' in read).toBe(true);
  expect('message' in read && read.message).toContain(part);
});

it.each([
  ['Purchase order intake', 'purchase-order-intake.flow.json'],
  ['Küche & Bad / EDI', 'kuche-bad-edi.flow.json'],
  ['注文', 'flow.flow.json'],
])('names the file of %j %s', (name, file) => {
  expect(fileNameOf(name)).toBe(file);
});
