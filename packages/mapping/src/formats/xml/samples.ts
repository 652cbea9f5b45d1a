import type { SampleDocument } from '../samples.ts';

const transferOrders = `<?xml version="1.0" encoding="UTF-8"?>
<TransferOrders xmlns="urn:harborsupply:wms:transfers" sentAt="2026-11-04T05:30:00Z">
  <TransferOrder number="TR-5501" priority="normal">
    <From>RNO1</From>
    <To>DAY2</To>
    <Line number="1">
      <Item>BRK-1P15</Item>
      <Quantity unit="EA">120</Quantity>
      <Lot>L-2610-07</Lot>
      <Lot>L-2610-09</Lot>
    </Line>
    <Line number="2">
      <Item>CBL-MC-12-2</Item>
      <Quantity unit="FT">2500</Quantity>
    </Line>
  </TransferOrder>
  <TransferOrder number="TR-5502" priority="urgent">
    <From>DAY2</From>
    <To>RNO1</To>
    <Line number="1">
      <Item>LUM-EXIT-R</Item>
      <Quantity unit="EA">6</Quantity>
      <Remark>For the "Juniper Row" site &amp; its annex</Remark>
    </Line>
  </TransferOrder>
</TransferOrders>
`;

export const xmlSamples: readonly SampleDocument[] = [
  {
    name: 'transfer-orders.xml',
    title: 'Transfer orders between warehouses (XML)',
    format: 'xml',
    contentType: 'application/xml',
    content: transferOrders,
  },
];
