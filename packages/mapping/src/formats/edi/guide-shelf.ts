import { compileGuide } from './compile.ts';
import type { CompiledGuide } from './compiled.ts';
import type { CodeLists, Guide, SegmentDictionary } from './guide.ts';

/** A guide with the dictionary of its version. */
interface GuideSource {
  guide: Guide;
  dictionary: SegmentDictionary;
}

/** Guides of one version with its dictionary. */
export function shelve(dictionary: SegmentDictionary, guides: readonly Guide[]): GuideSource[] {
  return guides.map((guide) => ({ guide, dictionary }));
}

/** The guides of one standard, compiled when the first document needs them. */
export class GuideShelf {
  private readonly sources: readonly GuideSource[];
  private readonly codes: CodeLists;
  private readonly order: (version: string) => string;
  private readonly compiled = new Map<GuideSource, CompiledGuide>();

  /** @param order Makes versions comparable as text */
  constructor(sources: readonly GuideSource[], codes: CodeLists, order: (version: string) => string) {
    this.order = order;
    this.codes = codes;
    this.sources = sources.toSorted((a, b) => (order(a.guide.version) < order(b.guide.version) ? -1 : 1));
  }

  /** By version. */
  get guides(): Guide[] {
    return this.sources.map(({ guide }) => guide);
  }

  /** `004010/850` and so on, by version. */
  get ids(): string[] {
    return this.sources.map(({ guide }) => `${guide.version}/${guide.transaction}`);
  }

  /** The guide of a type: of its own version, else of the nearest earlier one, else of the nearest later one. */
  find(transaction: string, version: string): CompiledGuide | undefined {
    const candidates = this.sources.filter(({ guide }) => guide.transaction === transaction);
    const wanted = this.order(version);
    const chosen = candidates.findLast(({ guide }) => this.order(guide.version) <= wanted) ?? candidates[0];
    return chosen === undefined ? undefined : this.compile(chosen);
  }

  private compile(source: GuideSource): CompiledGuide {
    const known = this.compiled.get(source);
    if (known !== undefined) return known;
    const made = compileGuide(source.guide, source.dictionary, this.codes);
    this.compiled.set(source, made);
    return made;
  }
}
