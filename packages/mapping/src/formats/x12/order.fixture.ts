/** Builds interchanges for tests, with right counts unless a test wants them wrong. */
export interface InterchangeParts {
  isa?: string;
  gs?: string;
  st?: string;
  body?: readonly string[];
  se?: string;
  ge?: string;
  iea?: string;
  terminator?: string;
}

export const plainHeader =
  'ISA*00*          *00*          *ZZ*BUYER          *ZZ*SELLER         *261104*0915*U*00401*000000007*0*P*>';

export const smallBody = ['BEG*00*SA*4711**20261104', 'PO1*1*5*EA*2.5**BP*A1', 'CTT*1'] as const;

export function interchange(parts: InterchangeParts = {}): string {
  const body = parts.body ?? smallBody;
  const segments = [
    parts.isa ?? plainHeader,
    parts.gs ?? 'GS*PO*BUYER*SELLER*20261104*0915*3*X*004010',
    parts.st ?? 'ST*850*0001',
    ...body,
    parts.se ?? `SE*${body.length + 2}*0001`,
    parts.ge ?? 'GE*1*3',
    parts.iea ?? 'IEA*1*000000007',
  ];
  const terminator = parts.terminator ?? '~\n';
  return segments
    .filter((segment) => segment !== '')
    .map((segment) => segment + terminator)
    .join('');
}
