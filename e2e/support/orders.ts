/** A line of a purchase order, with the buyer's number of the item. */
export interface Line {
  item: string;
  quantity: number;
  price: number;
}

/** A purchase order as Northgate Electric sends it (X12 850). */
export function purchaseOrder(orderNumber: string, lines: readonly Line[]): string {
  const transaction = [
    'ST*850*0001',
    `BEG*00*SA*${orderNumber}**20261104`,
    'CUR*BY*USD',
    ...lines.map(
      ({ item, quantity, price }, index) => `PO1*${index + 1}*${quantity}*EA*${price}*PE*BP*${item}`,
    ),
    `CTT*${lines.length}`,
  ];
  return [
    'ISA*00*          *00*          *ZZ*NORTHGATE      *ZZ*HARBORSUPPLY   *261104*0915*U*00401*000000321*0*T*>',
    'GS*PO*NORTHGATE*HARBORSUPPLY*20261104*0915*321*X*004010',
    ...transaction,
    `SE*${transaction.length + 1}*0001`,
    'GE*1*321',
    'IEA*1*000000321',
  ]
    .map((segment) => `${segment}~`)
    .join('\n');
}
