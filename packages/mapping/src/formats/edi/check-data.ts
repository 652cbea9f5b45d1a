import type { CompiledGuide } from './compiled.ts';
import { isData } from './data.ts';
import { namesOf } from './names.ts';
import type { NameNode, ObjectNode } from './names.ts';
import type { WriteFaults } from './write-faults.ts';

/** Names that reading puts beside a value; writing takes them without a look, but for kept texts. */
const companions = ['Meaning', 'Text'] as const;

/**
 * Checks that data has no names that the guide does not know, and objects and lists where they belong.
 * @param path Where the data stands, for messages
 * @throws DocumentError that names the path
 */
export function checkData(guide: CompiledGuide, data: unknown, path: string, faults: WriteFaults): void {
  checkObject(namesOf(guide.root), data, path, faults);
}

function checkObject(node: ObjectNode, data: unknown, path: string, faults: WriteFaults): void {
  if (!isData(data)) throw faults.value('must be an object', path);
  for (const name of Object.keys(data)) {
    const inner = node.names.get(name);
    const value = data[name];
    const place = `${path}.${name}`;
    if (inner === undefined && !isCompanion(node, name)) throw unknownName(node, name, place, faults);
    if (inner !== undefined && value !== undefined && value !== null) check(inner, value, place, faults);
  }
}

function check(node: NameNode, value: unknown, path: string, faults: WriteFaults): void {
  if (node.kind === 'object') checkObject(node, value, path, faults);
  else if (node.kind === 'value') {
    if (typeof value === 'object') throw faults.value('must be text or a number', path);
  } else if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => check(node.item, item, `${path}[${index}]`, faults));
  } else check(node.item, value, path, faults);
}

function isCompanion(node: ObjectNode, name: string): boolean {
  return companions.some((ending) => {
    if (!name.endsWith(ending)) return false;
    return node.names.get(name.slice(0, -ending.length))?.kind === 'value';
  });
}

function unknownName(node: ObjectNode, name: string, path: string, faults: WriteFaults): Error {
  const known = [...node.names.keys()];
  const near = known.filter((each) => each.toLowerCase() === name.toLowerCase());
  const shown = near.length > 0 ? near : known.slice(0, 12);
  const hint = shown.length === 0 ? 'nothing has a name here' : `known are ${shown.join(', ')}`;
  return faults.unknownName(
    `the guide has no such name here (${hint}${known.length > 12 ? ' …' : ''})`,
    path,
  );
}
