import type { PartHandler } from './part-parser.ts';

interface Relation {
  /** The last word of the type's address: "worksheet", "styles" … */
  type: string;
  /** Path of the part in the archive. */
  path: string;
}

/** Reads what a part refers to. Targets outside of the archive are left alone. */
export class Relations implements PartHandler {
  readonly byId = new Map<string, Relation>();
  private readonly folder: string;

  /** @param folder Where the part stands that has the relations, such as "xl/" */
  constructor(folder: string) {
    this.folder = folder;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
    const { Id: id = '', Type: type = '', Target: target = '' } = attributes;
    this.byId.set(id, { type: type.slice(type.lastIndexOf('/') + 1), path: resolve(target, this.folder) });
  }

  /** The first part of a type. */
  find(type: string): string | undefined {
    for (const relation of this.byId.values()) if (relation.type === type) return relation.path;
    return undefined;
  }
}

function resolve(target: string, folder: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Where the relations of a part stand, and its folder. */
export function relationsOf(path: string): { path: string; folder: string } {
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, slash);
  return { path: `${folder}_rels/${path.slice(slash)}.rels`, folder };
}
