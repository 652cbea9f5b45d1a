import { Texts } from './texts.ts';

/** Bounds of what is looked at and remembered. */
export interface InferenceLimits {
  /** Values looked at, all samples together. */
  maxValues: number;
  /** Levels of objects and lists; what lies deeper is left open. */
  maxDepth: number;
  /** Different names in the objects of one place; more than that are no names but keys of a map. */
  maxNames: number;
}

/** How much has been looked at. */
export interface Effort {
  limits: InferenceLimits;
  values: number;
}

interface Named {
  place: Place;
  /** Objects that have the name. */
  count: number;
}

/** What was seen at one place of the samples. */
export class Place {
  count = 0;
  nulls = 0;
  booleans = 0;
  integers = 0;
  fractions = 0;
  objects = 0;
  lists = 0;
  readonly texts = new Texts();
  readonly named = new Map<string, Named>();
  /** Values of objects whose names are keys of a map. */
  mapped: Place | undefined;
  entries: Place | undefined;
  /** Something here was not looked at. */
  unseen = false;

  add(value: unknown, effort: Effort, depth = 0): void {
    this.count += 1;
    effort.values += 1;
    if (depth > effort.limits.maxDepth || effort.values > effort.limits.maxValues) this.unseen = true;
    else if (value === null) this.nulls += 1;
    else if (typeof value === 'string') this.texts.add(value);
    else if (typeof value === 'boolean') this.booleans += 1;
    else if (typeof value === 'number') this.addNumber(value);
    else if (Array.isArray(value)) this.addList(value, effort, depth);
    else if (typeof value === 'object') this.addObject(value, effort, depth);
    else this.unseen = true;
  }

  merge(other: Place): void {
    this.count += other.count;
    this.nulls += other.nulls;
    this.booleans += other.booleans;
    this.integers += other.integers;
    this.fractions += other.fractions;
    this.objects += other.objects;
    this.lists += other.lists;
    this.unseen ||= other.unseen;
    this.texts.merge(other.texts);
    if (other.entries !== undefined) (this.entries ??= new Place()).merge(other.entries);
    if (this.mapped === undefined && other.mapped === undefined) this.mergeNames(other);
    else {
      this.becomeMap();
      other.becomeMap();
      if (other.mapped !== undefined) (this.mapped ??= new Place()).merge(other.mapped);
    }
  }

  /** Values of all names are taken together from now on. */
  becomeMap(): void {
    this.mapped ??= new Place();
    for (const { place } of this.named.values()) this.mapped.merge(place);
    this.named.clear();
  }

  private addNumber(value: number): void {
    if (Number.isInteger(value)) this.integers += 1;
    else this.fractions += 1;
  }

  private addList(list: readonly unknown[], effort: Effort, depth: number): void {
    this.lists += 1;
    if (list.length === 0) return;
    this.entries ??= new Place();
    for (const entry of list) this.entries.add(entry, effort, depth + 1);
  }

  private addObject(object: object, effort: Effort, depth: number): void {
    this.objects += 1;
    for (const [name, value] of Object.entries(object)) {
      // A property that is undefined is not written to JSON.
      if (value === undefined) continue;
      if (this.mapped === undefined && this.named.size >= effort.limits.maxNames && !this.named.has(name)) {
        this.becomeMap();
      }
      if (this.mapped === undefined) this.addNamed(name, value, effort, depth);
      else this.mapped.add(value, effort, depth + 1);
    }
  }

  private addNamed(name: string, value: unknown, effort: Effort, depth: number): void {
    let named = this.named.get(name);
    if (named === undefined) {
      named = { place: new Place(), count: 0 };
      this.named.set(name, named);
    }
    named.count += 1;
    named.place.add(value, effort, depth + 1);
  }

  private mergeNames(other: Place): void {
    for (const [name, { place, count }] of other.named) {
      const known = this.named.get(name);
      if (known === undefined) this.named.set(name, { place, count });
      else {
        known.count += count;
        known.place.merge(place);
      }
    }
  }
}
