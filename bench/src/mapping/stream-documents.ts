/** Documents for the benchmarks of streams: made-up orders, of any length. */
export type StreamDocument = 'csv' | 'csv-quoted' | 'xml';

const pieceLength = 65_536;
/** Rows and elements that differ; after them, the document repeats itself. */
const different = 5_000;

/** A document of about so many bytes, in pieces cut anywhere. Made once, so that making it takes no time. */
export function* documentPieces(kind: StreamDocument, length: number): Generator<Uint8Array> {
  const { opening, record, closing } = kinds[kind];
  const block = Buffer.from(Array.from({ length: different }, (_, index) => record(index + 1)).join(''));
  yield Buffer.from(opening);
  for (let written = 0; written < length; written += block.length) {
    for (let at = 0; at < block.length; at += pieceLength) yield block.subarray(at, at + pieceLength);
  }
  yield Buffer.from(closing);
}

const csvHeader = 'order,customer,line,item,description,quantity,unit,price,currency,requested\n';

const kinds = {
  csv: {
    opening: csvHeader,
    record: (number: number) =>
      `FS-${10_000 + (number % 900)},CUST${number % 311},${number % 40},BRK-${number}P${number % 7},Circuit breaker bolt-on ${number % 4} pole,${number % 500},EA,${(number % 9_000) / 100},USD,2026-11-${10 + (number % 20)}\n`,
    closing: '',
  },
  'csv-quoted': {
    opening: csvHeader,
    record: (number: number) =>
      `"FS-${10_000 + (number % 900)}","CUST${number % 311}",${number % 40},"BRK-${number}P${number % 7}","Circuit breaker, bolt-on, ""${number % 4} pole""",${number % 500},"EA",${(number % 9_000) / 100},"USD","2026-11-${10 + (number % 20)}"\n`,
    closing: '',
  },
  xml: {
    opening: '<?xml version="1.0" encoding="UTF-8"?>\n<Orders xmlns="urn:harborsupply:orders">\n',
    record: (number: number) => `  <Order number="FS-${10_000 + number}" priority="normal">
    <Customer>
      <Id scheme="ours">CUST${number % 311}</Id>
      <Name>Pine Hollow &amp; Sons</Name>
    </Customer>
${Array.from({ length: 4 }, (_, line) => orderLine(number, line + 1)).join('')}  </Order>
`,
    closing: '</Orders>\n',
  },
} as const;

function orderLine(order: number, line: number): string {
  return `    <Line number="${line}">
      <Item>BRK-${order % 7_919}P${line}</Item>
      <Description>Circuit breaker, bolt-on, ${line} pole</Description>
      <Quantity unit="EA">${order % 500}</Quantity>
      <Price currency="USD">${(order % 9_000) / 100}</Price>
    </Line>
`;
}
