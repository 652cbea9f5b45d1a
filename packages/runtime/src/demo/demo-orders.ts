interface DemoLine {
  quantity: number;
  unit: 'EA' | 'FT';
  price: number;
  /** The buyer's number of the item. */
  item: string;
  description: string;
}

interface DemoOrder {
  sender: string;
  buyer: string;
  orderNumber: string;
  shipTo: { name: string; street: string; city: string; state: string; postalCode: string };
  lines: readonly DemoLine[];
}

const northgate = {
  sender: 'NORTHGATE',
  buyer: 'Northgate Electric',
  shipTo: {
    name: 'Northgate Electric, Dock 4',
    street: '1180 Foundry Lane',
    city: 'Dayton',
    state: 'OH',
    postalCode: '45402',
  },
};

const bluegrass = {
  sender: 'BLUEGRASS',
  buyer: 'Bluegrass Power Works',
  shipTo: {
    name: 'Bluegrass Power Works',
    street: '400 Turbine Road',
    city: 'Lexington',
    state: 'KY',
    postalCode: '40507',
  },
};

const breaker = {
  unit: 'EA',
  price: 14.6,
  item: 'NG-77115',
  description: 'Circuit breaker, 1 pole, 15 A',
} as const;
const doubleBreaker = {
  unit: 'EA',
  price: 38,
  item: 'NG-77230',
  description: 'Circuit breaker, 2 pole, 30 A',
} as const;
const fuse = { unit: 'EA', price: 5.09, item: '0459001004', description: 'Fuse, 4/10 A' } as const;
const lamp = { unit: 'EA', price: 63.11, item: '0650002027', description: 'Lamp, 200 W equivalent' } as const;

/** A working morning: three ordinary orders, a large one, and one with an item that nobody knows. */
const orders: readonly DemoOrder[] = [
  { ...northgate, orderNumber: 'NG-48207', lines: [{ ...breaker, quantity: 24 }] },
  {
    ...bluegrass,
    orderNumber: 'BG-9913',
    lines: [
      { ...fuse, quantity: 40 },
      { ...lamp, quantity: 12 },
    ],
  },
  {
    ...bluegrass,
    orderNumber: 'BG-9914',
    lines: [
      { ...lamp, quantity: 180 },
      { ...fuse, quantity: 300 },
    ],
  },
  {
    ...northgate,
    orderNumber: 'NG-48211',
    lines: [
      { ...breaker, quantity: 10 },
      { ...doubleBreaker, quantity: 6 },
    ],
  },
  {
    ...northgate,
    orderNumber: 'NG-48212',
    lines: [
      { ...breaker, quantity: 12 },
      { quantity: 4, unit: 'EA', price: 21.5, item: 'ABC-123', description: 'Contactor, 9 A, 24 V DC' },
    ],
  },
];

/** The demo's purchase orders as X12 850 documents, dated today. */
export function demoOrders(now: Date): string[] {
  return orders.map((order, index) => toX12(order, index + 1, now));
}

function toX12(order: DemoOrder, control: number, now: Date): string {
  const date = now.toISOString().slice(0, 10).replaceAll('-', '');
  const time = now.toISOString().slice(11, 16).replace(':', '');
  const { shipTo } = order;
  const transaction = [
    ['ST', '850', '0001'],
    ['BEG', '00', 'SA', order.orderNumber, '', date],
    ['CUR', 'BY', 'USD'],
    ['N1', 'BY', order.buyer, '92', order.sender],
    ['N1', 'ST', shipTo.name],
    ['N3', shipTo.street],
    ['N4', shipTo.city, shipTo.state, shipTo.postalCode, 'US'],
    ...order.lines.flatMap((line, index) => [
      ['PO1', `${index + 1}`, `${line.quantity}`, line.unit, `${line.price}`, 'PE', 'BP', line.item],
      ['PID', 'F', '', '', '', line.description],
    ]),
    ['CTT', `${order.lines.length}`],
  ];
  const controlNumber = String(control).padStart(9, '0');
  const isa = [
    'ISA',
    '00',
    ' '.repeat(10),
    '00',
    ' '.repeat(10),
    'ZZ',
    order.sender.padEnd(15),
    'ZZ',
    'HARBORSUPPLY'.padEnd(15),
    date.slice(2),
    time,
    'U',
    '00401',
    controlNumber,
    '0',
    'T',
    '>',
  ];
  const segments = [
    isa,
    ['GS', 'PO', order.sender, 'HARBORSUPPLY', date, time, `${control}`, 'X', '004010'],
    ...transaction,
    ['SE', `${transaction.length + 1}`, '0001'],
    ['GE', '1', `${control}`],
    ['IEA', '1', controlNumber],
  ];
  return segments.map((elements) => `${elements.join('*')}~`).join('\n');
}
