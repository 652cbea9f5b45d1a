import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { call, openSandbox, postOrder } from './sandbox.fixture.ts';

/** Real purchase orders, kept outside of the repository; each states its own total, which the ERP must arrive at. */
const samples = ['x12_850_1.edi', 'x12_850_3.edi'].map((name) => ({
  name,
  file: fileURLToPath(new URL(`../../../../shared/samples/edi/${name}`, import.meta.url)),
}));
const missing = samples.filter(({ file }) => !existsSync(file)).map(({ name }) => name);
if (missing.length > 0) console.log(`Skipped, sample files are not here: ${missing.join(', ')}`);

const linePattern = /PO1\*(\d+)\*(\d+)\*(\w+)\*([\d.]+)\*\w*\*\w+\*([\w-]+)/g;

/** Takes just what these two samples need; reading X12 properly is not the sandbox's work. */
function readSample(file: string): { total: number; order: Record<string, unknown> } {
  const text = readFileSync(file, 'utf8');
  const field = (pattern: RegExp): string => pattern.exec(text)?.[1] ?? '';
  const lines = [...text.matchAll(linePattern)].map(([, lineNumber, quantity, unit, price, item]) => ({
    lineNumber,
    quantity,
    unit,
    price,
    item,
  }));
  const order = { orderNumber: field(/BEG\*\d+\*\w+\*(\w+)/), customer: field(/GS\*PO\*(\w+)/), lines };
  return { total: Number(field(/AMT\*\w+\*([\d.]+)/)), order };
}

it.skipIf(missing.length > 0).each(samples)('books $name at its own total', async ({ file }) => {
  const sandbox = await openSandbox();
  try {
    const { total, order } = readSample(file);
    expect(total).toBeGreaterThan(0);
    expect(await call(sandbox, postOrder(order))).toMatchObject({ status: 201, body: { total } });
  } finally {
    await sandbox.close();
  }
});
