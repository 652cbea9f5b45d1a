import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot } from './paths.mjs';
import { commandFile, runProgram } from './run-program.mjs';

/** Files with an import that the architecture does not allow there. */
const forbidden = [
  ['packages/flow-schema/src/a.ts', '@crossdock/mapping'],
  ['packages/flow-schema/src/b.ts', 'node:fs'],
  ['packages/mapping/src/a.ts', '@crossdock/connectors'],
  ['packages/mapping/src/jsonata/b.ts', '@crossdock/runtime'],
  ['packages/mapping/src/c.ts', 'node:net'],
  ['packages/connectors/src/a.ts', '@crossdock/runtime'],
  ['packages/connectors/src/b.ts', '@crossdock/sandbox'],
  ['packages/connectors/src/c.ts', '../../runtime/src/start-error.ts'],
  ['packages/sandbox/src/erp/a.ts', '@crossdock/flow-schema'],
  ['packages/launcher/src/a.mjs', 'pg'],
  ['packages/runtime/src/worker/a.ts', 'bullmq'],
  ['packages/runtime/src/worker/b.ts', 'pg'],
  ['packages/runtime/src/worker/c.ts', '../store/generated/client.ts'],
  ['packages/runtime/src/runs/a.ts', '@crossdock/sandbox'],
  ['packages/runtime/src/main.ts', '@prisma/client'],
  ['packages/runtime/src/engine/a.ts', 'express'],
  ['packages/runtime/src/engine/b.ts', '@prisma/client'],
  ['packages/runtime/src/engine/c.ts', 'bullmq'],
  ['packages/runtime/src/engine/d.ts', 'pg'],
  ['packages/runtime/src/engine/e.ts', 'ioredis'],
  ['packages/runtime/src/engine/steps/f.ts', '../../store/pool.ts'],
  ['packages/runtime/src/store/a.ts', 'bullmq'],
  ['packages/runtime/src/store/b.ts', 'express'],
  ['packages/runtime/src/queue/a.ts', 'pg'],
  ['packages/runtime/src/queue/b.ts', '@prisma/client'],
  ['packages/runtime/src/api/a.ts', '@prisma/client'],
  ['packages/runtime/src/api/routes/b.ts', 'bullmq'],
  ['packages/runtime/src/api/c.ts', 'pg'],
  ['packages/runtime/src/d.ts', '@crossdock/designer-ui'],
  ['packages/designer-ui/src/app/a.ts', '@crossdock/runtime'],
  ['packages/designer-ui/src/app/b.ts', '@crossdock/connectors'],
  ['packages/designer-ui/src/model/a.ts', 'react'],
  ['packages/designer-ui/src/model/b.ts', '@xyflow/react'],
  ['packages/designer-ui/src/model/commands/c.ts', 'react/jsx-runtime'],
  ['packages/designer-ui/src/model/d.ts', '@crossdock/runtime'],
  ['packages/designer-ui/src/features/runs/a.tsx', '../flows/list.tsx'],
  ['packages/designer-ui/src/features/runs/parts/b.tsx', '../../flows/list.tsx'],
  ['packages/designer-ui/src/features/runs/parts/deep/c.tsx', '../../../flows/list.tsx'],
  ['packages/designer-ui/src/features/runs/d.tsx', '@crossdock/connectors'],
];

/** Their neighbours that are allowed. */
const allowed = [
  ['packages/mapping/src/ok.ts', '@crossdock/flow-schema'],
  ['packages/connectors/src/ok.ts', '@crossdock/mapping'],
  ['packages/connectors/src/node.ts', 'node:net'],
  ['packages/sandbox/src/ok.ts', 'express'],
  ['packages/launcher/src/ok.mjs', 'node:fs'],
  ['packages/runtime/src/worker/ok.ts', '@crossdock/connectors'],
  ['packages/runtime/src/worker/neighbour.ts', '../store/pool.ts'],
  ['packages/runtime/src/main-worker.ts', '@crossdock/sandbox'],
  ['packages/runtime/src/demo/ok.ts', '@crossdock/sandbox'],
  ['packages/runtime/src/engine/ok.ts', '@crossdock/flow-schema'],
  ['packages/runtime/src/engine/steps/ok.ts', '../ports.ts'],
  ['packages/runtime/src/store/ok.ts', 'pg'],
  ['packages/runtime/src/store/client.ts', './generated/client.ts'],
  ['packages/runtime/src/queue/ok.ts', 'bullmq'],
  ['packages/runtime/src/queue/redis.ts', 'ioredis'],
  ['packages/runtime/src/api/ok.ts', 'express'],
  ['packages/designer-ui/src/model/ok.ts', '@crossdock/mapping'],
  ['packages/designer-ui/src/model/store.ts', 'zustand/vanilla'],
  ['packages/designer-ui/src/features/runs/ok.tsx', 'react'],
  ['packages/designer-ui/src/features/runs/shared.tsx', '../../components/table.tsx'],
  ['packages/designer-ui/src/features/runs/parts/up.tsx', '../columns.tsx'],
];

/** @type {string} */
let folder;
/** Paths of the files that the linter refuses for their import. @type {Set<string>} */
let refused;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crossdock-boundaries-'));
  copyFileSync(inRoot('.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  for (const [path = '', specifier] of [...forbidden, ...allowed]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `import { thing } from '${specifier}';\nthing();\n`);
  }
  const { output } = await runProgram(process.execPath, [commandFile('oxlint'), '--format', 'json'], {
    cwd: folder,
  });
  /** @type {{ code: string, filename: string }[]} */
  const found = JSON.parse(output.slice(output.indexOf('{'))).diagnostics;
  refused = new Set(
    found
      .filter(({ code }) => code.includes('no-restricted-imports'))
      .map(({ filename }) => filename.replaceAll('\\', '/')),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the linter keeps the architecture', () => {
  it.each(forbidden)('%s must not import %s', (path) => {
    expect(refused).toContain(path);
  });
  it.each(allowed)('%s may import %s', (path) => {
    expect(refused).not.toContain(path);
  });
});
