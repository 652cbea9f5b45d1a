import Type from 'typebox';
import { defineOperation } from '../../sdk/operation.ts';

const Entry = Type.Object(
  {
    level: Type.Enum(['info', 'warn', 'error'], { title: 'Level', default: 'info' }),
    message: Type.String({ minLength: 1, maxLength: 10_000, title: 'Message' }),
    data: Type.Optional(Type.Unknown({ title: 'Data', 'x-editor': 'json' })),
  },
  { additionalProperties: false },
);

export const write = defineOperation({
  id: 'write',
  name: 'Write to the log',
  description: 'Writes a line to the server’s log, with the run beside it, and gives its input on.',
  // A line written twice after a crash harms nobody, so it needs no checkpoint of its own.
  effect: 'pure',
  input: Entry,
  output: Entry,
  sample: { level: 'info', message: 'Order received', data: { orderNumber: 'PO-1001' } },
  async run(entry, context) {
    context.log(entry.level, entry.message, entry.data);
    return entry;
  },
});
