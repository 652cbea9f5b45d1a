import { fixedSamples } from './fixed/samples.ts';
import { cxmlSamples } from './profiles/cxml/samples.ts';
import { ublSamples } from './profiles/ubl/samples/samples.ts';
import type { DocumentFormat } from './registry.ts';
import { xlsxSamples } from './xlsx/samples.ts';
import { xmlSamples } from './xml/samples.ts';

/** A document to try things out with. Companies, people and orders in it are made up. */
export interface SampleDocument {
  name: string;
  title: string;
  format: DocumentFormat;
  contentType: string;
  /** Text, or base64 where `encoding` says so. */
  content: string;
  encoding?: 'base64';
  /** Options that it is read with, and written with. */
  options?: Readonly<Record<string, unknown>>;
}

const ordersMessage = [
  "UNA:+.? '",
  "UNB+UNOY:4+4012345000016:14+4098765000018:14+20261104:0915+118++ORDERS++++1'",
  "UNH+1+ORDERS:D:96A:UN:EAN008'",
  "BGM+220+NG-48213+9'",
  "DTM+137:20261104:102'",
  "DTM+2:202611180800:203'",
  "FTX+DEL+++Please ring at dock 4?; the gate is shut after 16?:00'",
  "RFF+CT:K-2026-07'",
  "NAD+BY+4012345000016::9++Nordtor Elektro GmbH+Gießereiweg 11+Dortmund++44137+DE'",
  "CTA+OC+:Iris Maddox'",
  "COM+iris.maddox@nordtor.example:EM'",
  "NAD+SU+4098765000018::9'",
  "NAD+DP+4012345000023::9++Nordtor Elektro, Tor 4+Hafenstraße 4+Dortmund++44147+DE'",
  "CUX+2:EUR:9'",
  "LIN+1++4098765771159:EN'",
  "PIA+1+NG-77115:BP'",
  "IMD+F++:::Leitungsschutzschalter 1-polig, 16 A'",
  "QTY+21:10:PCE'",
  "PRI+AAA:14.6'",
  "LIN+2++4098765772309:EN'",
  "PIA+1+NG-77230:BP'",
  "IMD+F++:::Leitungsschutzschalter 2-polig, 32 A'",
  "QTY+21:6:PCE'",
  "DTM+2:20261125:102'",
  "PRI+AAA:38'",
  "UNS+S'",
  "MOA+86:374'",
  "CNT+2:2'",
  "UNT+27+1'",
  "UNZ+1+118'",
  '',
].join('\n');

const purchaseOrder850 = [
  'ISA*00*          *00*          *ZZ*NORTHGATE      *ZZ*HARBORSUPPLY   *261104*0915*U*00401*000000118*0*T*>~',
  'GS*PO*NORTHGATE*HARBORSUPPLY*20261104*0915*118*X*004010~',
  'ST*850*0001~',
  'BEG*00*SA*NG-48213**20261104~',
  'CUR*BY*USD~',
  'REF*DP*SWITCHGEAR~',
  'PER*BD*Iris Maddox*TE*555-0142*EM*iris.maddox@northgate.example~',
  'FOB*PP~',
  'ITD*01*3*2**10**30~',
  'DTM*002*20261118~',
  'N1*BY*Northgate Electric*92*NORTHGATE~',
  'N1*ST*Northgate Electric, Dock 4*92*NG-DOCK4~',
  'N3*1180 Foundry Lane*Dock 4~',
  'N4*Dayton*OH*45402*US~',
  'PO1*1*10*EA*14.6*PE*BP*NG-77115*VN*BRK-1P15~',
  'PID*F****Circuit breaker, bolt-on, 1 pole, 15 A~',
  'PO1*2*6*EA*38*PE*BP*NG-77230*VN*BRK-2P30~',
  'PID*F****Circuit breaker, bolt-on, 2 pole, 30 A~',
  'DTM*002*20261125~',
  'PO1*3*500*FT*.93*PE*BP*NG-MC122*VN*CBL-MC-12-2~',
  'PID*F****Armoured cable, MC, 12-2 with ground~',
  'N9*ZZ*CUTTING~',
  'MSG*Two lengths of 250 ft on separate reels, please.~',
  'CTT*3*516~',
  'AMT*TT*839~',
  'SE*24*0001~',
  'GE*1*118~',
  'IEA*1*000000118~',
  '',
].join('\n');

const webOrderJson = `{
  "orderNumber": "W-100482",
  "placedAt": "2026-11-04T16:22:09Z",
  "currency": "USD",
  "customer": { "name": "Odessa Flint", "email": "odessa.flint@mailbox.example" },
  "shipTo": {
    "name": "Odessa Flint",
    "street": "77 Juniper Row",
    "city": "Reno",
    "state": "NV",
    "postalCode": "89501",
    "country": "US"
  },
  "lines": [
    { "sku": "LUM-EXIT-R", "title": "Exit sign, LED, red, battery backed", "quantity": 2, "price": 38.6 },
    { "sku": "RCP-GFCI-20W", "title": "Receptacle, GFCI, 20 A, white", "quantity": 8, "price": 21.95 }
  ],
  "total": 252.8
}
`;

const fieldSalesCsv = [
  'order,customer,line,item,description,quantity,unit,price',
  'FS-2071,PINEHOLLOW,1,PH-KM09,"Contactor, 9 A, 24 V DC coil",4,EA,46.90',
  'FS-2071,PINEHOLLOW,2,PH-PS24,"Power supply, DIN rail, 24 V DC, 5 A",1,EA,97.60',
  'FS-2072,TIDEWATER,1,TW-BV100,"Ball valve, brass, 1 in, ""full port""",12,EA,17.28',
  '',
].join('\r\n');

const stockCountNdjson = [
  '{"warehouse":"RNO1","item":"BRK-1P15","counted":184,"unit":"EA","countedAt":"2026-11-03T21:10:44Z"}',
  '{"warehouse":"RNO1","item":"BRK-2P30","counted":61,"unit":"EA","countedAt":"2026-11-03T21:12:09Z"}',
  '{"warehouse":"DAY2","item":"CBL-MC-12-2","counted":7250,"unit":"FT","countedAt":"2026-11-03T22:40:31Z"}',
  '',
].join('\n');

/** At least one document of each format, for designers, demos and tests. */
export const sampleDocuments: readonly SampleDocument[] = [
  {
    name: 'purchase-order-850.edi',
    title: 'Purchase order from Northgate Electric (X12 850)',
    format: 'x12',
    contentType: 'application/edi-x12',
    content: purchaseOrder850,
  },
  {
    name: 'orders-nordtor.edi',
    title: 'Purchase order from Nordtor Elektro (EDIFACT ORDERS)',
    format: 'edifact',
    contentType: 'application/edifact',
    content: ordersMessage,
  },
  {
    name: 'web-order.json',
    title: 'Order from the web shop (JSON)',
    format: 'json',
    contentType: 'application/json',
    content: webOrderJson,
  },
  {
    name: 'stock-count.ndjson',
    title: 'Stock counted in two warehouses (NDJSON)',
    format: 'ndjson',
    contentType: 'application/x-ndjson',
    content: stockCountNdjson,
  },
  {
    name: 'field-sales-orders.csv',
    title: 'Orders from field sales (CSV)',
    format: 'csv',
    contentType: 'text/csv',
    content: fieldSalesCsv,
  },
  ...fixedSamples,
  ...xlsxSamples,
  ...xmlSamples,
  ...cxmlSamples,
  ...ublSamples,
];
