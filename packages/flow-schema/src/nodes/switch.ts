import Type from 'typebox';
import { errorPort, expression } from '../flow.ts';
import { defineKind, type Finding } from '../kind.ts';

const portName = (title: string, description: string) =>
  Type.String({
    pattern: '^[A-Za-z_][A-Za-z0-9_-]{0,39}$',
    'x-pattern-in-words': 'a letter, then letters, digits, _ or -, 40 characters at most',
    title,
    description,
  });

/** Two cases may not share a port, nor take the name of the error port. */
function portClashes(ports: { path: string; port: string }[]): Finding[] {
  return ports.flatMap(({ path, port }, index) => {
    if (port === errorPort)
      return [{ path, message: `"${port}" is the error port; choose another name.`, rule: 'port' }];
    const taken = ports.findIndex((other) => other.port === port) < index;
    return taken ? [{ path, message: `The port "${port}" is there twice. Rename one.`, rule: 'port' }] : [];
  });
}

export const switchKind = defineKind({
  group: 'control',
  label: 'Switch',
  summary: 'Sends the input down the first branch whose condition holds.',
  icon: 'ArrowsSplit2',
  hasInput: true,
  canFail: true,
  config: Type.Object(
    {
      cases: Type.Array(
        Type.Object(
          {
            port: portName('Port', 'Name of the branch.'),
            when: expression('When', 'The branch is taken if this is true.'),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 50, title: 'Cases' },
      ),
      otherwise: Type.Optional(portName('Otherwise', 'Branch taken when no case holds.')),
    },
    { additionalProperties: false },
  ),
  ports: (config) => [
    ...config.cases.map(({ port }) => ({ id: port, label: port })),
    ...(config.otherwise ? [{ id: config.otherwise, label: config.otherwise }] : []),
  ],
  defaults: { cases: [{ port: 'yes', when: 'true' }], otherwise: 'otherwise' },
  errors: (config) =>
    portClashes([
      ...config.cases.map(({ port }, index) => ({ path: `config.cases[${index}].port`, port })),
      ...(config.otherwise ? [{ path: 'config.otherwise', port: config.otherwise }] : []),
    ]),
  warnings: (config) =>
    config.otherwise
      ? []
      : [
          {
            path: 'config.otherwise',
            message: 'A message that fits no case ends here unseen. Name a branch for the rest.',
            rule: 'switch-without-otherwise',
          },
        ],
});
