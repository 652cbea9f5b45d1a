/** Interchanges of any length, as they are generated for the benchmark. */
export type EdiKind = 'x12' | 'edifact';

const linesInOrder = 20;
const pieceLength = 65_536;

/** An interchange of purchase orders in pieces, of about so many characters. Made-up companies and articles. */
export function* ediPieces(kind: EdiKind, length: number): Generator<string> {
  const { opening, order, closing } = kinds[kind];
  let piece = opening;
  let written = 0;
  let count = 0;
  while (written < length) {
    count += 1;
    const text = order(count);
    written += text.length;
    piece += text;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  yield piece + closing(count);
}

/** One order of X12 with lines to that length, in pieces. */
export function* hugeOrderPieces(length: number): Generator<string> {
  let piece = `${kinds.x12.opening}ST*850*0001~\nBEG*00*SA*NG-1**20261104~\n`;
  let written = 0;
  let count = 0;
  while (written < length) {
    count += 1;
    const text = `${x12Line(1, count).join('\n')}\n`;
    written += text.length;
    piece += text;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}SE*${count * 3 + 3}*0001~\n${kinds.x12.closing(1)}`;
}

const kinds = {
  x12: {
    opening:
      'ISA*00*          *00*          *ZZ*NORTHGATE      *ZZ*HARBORSUPPLY   *261104*0915*U*00401*000000118*0*T*>~\n' +
      'GS*PO*NORTHGATE*HARBORSUPPLY*20261104*0915*118*X*004010~\n',
    order: x12Order,
    closing: (count: number) => `GE*${count}*118~\nIEA*1*000000118~\n`,
  },
  edifact: {
    opening: "UNB+UNOA:3+4012345000016:14+4098765000018:14+261104:0915+118'\n",
    order: edifactOrder,
    closing: (count: number) => `UNZ+${count}+118'\n`,
  },
};

function x12Order(order: number): string {
  const body = [
    `BEG*00*SA*NG-${order}**20261104~`,
    'CUR*BY*USD~',
    'REF*DP*SWITCHGEAR~',
    'PER*BD*Iris Maddox*TE*555-0142*EM*iris.maddox@northgate.example~',
    'N1*BY*Northgate Electric*92*NORTHGATE~',
    `N1*ST*Northgate Electric, Dock ${order % 9}*92*NG-DOCK${order % 9}~`,
    'N3*1180 Foundry Lane*Dock 4~',
    'N4*Dayton*OH*45402*US~',
  ];
  for (let line = 1; line <= linesInOrder; line += 1) body.push(...x12Line(order, line));
  body.push(`CTT*${linesInOrder}~`);
  const number = String(order).padStart(4, '0');
  return `ST*850*${number}~\n${body.join('\n')}\nSE*${body.length + 2}*${number}~\n`;
}

function x12Line(order: number, line: number): string[] {
  return [
    `PO1*${line}*${quantity(order, line)}*EA*${price(order, line)}*PE*BP*NG-${order}${line}*VN*BRK-${line}P${order % 97}~`,
    `PID*F****Circuit breaker, bolt-on, ${line} pole, ${order % 63} A~`,
    `DTM*002*202611${String((order % 27) + 1).padStart(2, '0')}~`,
  ];
}

function edifactOrder(order: number): string {
  const body = [
    `BGM+220+NG-${order}+9'`,
    "DTM+137:20261104:102'",
    "NAD+BY+4012345000016::9++Nordtor Elektro GmbH+Weg 11+Dortmund++44137+DE'",
    "NAD+SU+4098765000018::9'",
    "CUX+2:EUR:9'",
  ];
  for (let line = 1; line <= linesInOrder; line += 1) {
    body.push(
      `LIN+${line}++40987657${order % 1000}${line}:EN'`,
      `PIA+1+NG-${order}${line}:BP'`,
      `IMD+F++:::Leitungsschutzschalter ${line}-polig, ${order % 63} A'`,
      `QTY+21:${quantity(order, line)}:PCE'`,
      `PRI+AAA:${price(order, line)}'`,
    );
  }
  body.push("UNS+S'", `CNT+2:${linesInOrder}'`);
  return `UNH+${order}+ORDERS:D:96A:UN'\n${body.join('\n')}\nUNT+${body.length + 2}+${order}'\n`;
}

function quantity(order: number, line: number): number {
  return ((order * line) % 500) + 1;
}

function price(order: number, line: number): number {
  return ((order * 7 + line * 13) % 9_000) / 100;
}
