import type { Report } from '../report.ts';

/** Where fields beyond the header's columns are kept. */
export const extraFieldsName = '_extra';

/** A row of names, and where it stands. */
interface Header {
  fields: readonly string[];
  line: number;
}

/**
 * Column names from the header row: trimmed, empty ones named after their place, doubled ones numbered.
 * @param format Whose codes the warnings have
 */
export function columnNames(header: Header, report: Report, format: 'csv' | 'xlsx' = 'csv'): string[] {
  const taken = new TakenNames();
  return header.fields.map((field, index) => {
    const given = field.trim();
    const name = taken.claim(given === '' ? `column${index + 1}` : given);
    const place = { line: header.line };
    if (given === '')
      report.fault(`${format}.emptyName`, `column ${index + 1} has no name; it is called "${name}"`, place);
    else if (name !== given)
      report.fault(`${format}.sameName`, `a second column "${given}" is called "${name}"`, place);
    return name;
  });
}

class TakenNames {
  private readonly names = new Set<string>([extraFieldsName]);
  /** Where to go on counting, so that a thousand equal names don't cost a million tries. */
  private readonly lastNumber = new Map<string, number>();

  claim(wanted: string): string {
    let name = wanted;
    let number = this.lastNumber.get(wanted) ?? 1;
    while (this.names.has(name)) {
      number += 1;
      name = `${wanted}_${number}`;
    }
    this.lastNumber.set(wanted, number);
    this.names.add(name);
    return name;
  }
}
