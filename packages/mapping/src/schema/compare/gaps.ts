import { isObject, listAt, textAt } from '../json.ts';
import type { JsonSchema } from '../json.ts';
import { resolveReference } from '../reference.ts';
import type { Gap } from './gap.ts';
import { listGaps } from './list-gaps.ts';
import { objectGaps } from './object-gaps.ts';
import { allowedTypes, conjunction } from './parts.ts';
import type { Conjunction } from './parts.ts';
import { ruleGaps } from './rule-gaps.ts';
import { scalarGaps } from './scalar-gaps.ts';
import type { Search } from './search.ts';

/** Comparisons of two places; schemas that need more are said to differ. */
const maxSteps = 20_000;

/**
 * What documents that are valid against one schema may lack to be valid against another. None: they all are,
 * apart from fields that the first one leaves open without naming them; those are no part of what was agreed.
 */
export function schemaGaps(have: JsonSchema, wants: JsonSchema): Gap[] {
  return new GapSearch(wants).between(conjunction([have], have), wants, '');
}

/** What searches in both roles share. */
interface Progress {
  steps: number;
  /** Pairs that are being compared: within itself, a part that holds itself is taken to be fine. */
  open: Set<string>;
  ids: Map<unknown, number>;
}

class GapSearch implements Search {
  readonly wantsRoot: JsonSchema;
  private readonly progress: Progress;

  constructor(wantsRoot: JsonSchema, progress: Progress = { steps: 0, open: new Set(), ids: new Map() }) {
    this.wantsRoot = wantsRoot;
    this.progress = progress;
  }

  turned(haveRoot: JsonSchema): Search {
    return new GapSearch(haveRoot, this.progress);
  }

  between(have: Conjunction, wants: unknown, path: string): Gap[] {
    if (have.never || wants === true || wants === undefined) return [];
    const wanted = conjunction([wants], this.wantsRoot);
    if (wanted.never) return [{ path, kind: 'rule', keyword: 'false' }];
    const key = `${this.idsOf(have.parts)}|${this.idsOf(wanted.parts)}`;
    if (this.progress.open.has(key)) return [];
    this.progress.steps += 1;
    if (this.progress.steps > maxSteps) return [{ path, kind: 'rule', keyword: 'size' }];
    this.progress.open.add(key);
    const gaps = wanted.parts.flatMap((part) => this.gapsOfPart(have, part, path));
    const left = gaps.length === 0 ? gaps : this.gapsByAlternative(have, wants, path, gaps);
    this.progress.open.delete(key);
    return left;
  }

  private gapsOfPart(have: Conjunction, part: JsonSchema, path: string): Gap[] {
    const types = allowedTypes(have);
    const gaps: Gap[] = scalarGaps(have, part).map((finding) => ({ path, ...finding }));
    // What is not of the type at all need not be told in detail.
    if (gaps.some(({ kind }) => kind === 'type')) return gaps;
    if (types.has('array')) gaps.push(...listGaps(have, part, path, this));
    if (types.has('object')) gaps.push(...objectGaps(have, part, path, this));
    return [...gaps, ...ruleGaps(have, part, path, this), ...this.referenceGaps(have, part, path)];
  }

  /** References to elsewhere can't be followed: they are the same or they differ. */
  private referenceGaps(have: Conjunction, part: JsonSchema, path: string): Gap[] {
    const reference = textAt(part, '$ref');
    if (reference === undefined || resolveReference(this.wantsRoot, reference) !== undefined) return [];
    const same = have.parts.some((other) => other['$ref'] === reference);
    return same ? [] : [{ path, kind: 'rule', keyword: '$ref' }];
  }

  /** Where the documents have one of several forms, each of them may be fine by itself. */
  private gapsByAlternative(have: Conjunction, wants: unknown, path: string, gaps: Gap[]): Gap[] {
    for (const part of have.parts) {
      for (const keyword of ['anyOf', 'oneOf']) {
        const forms = listAt(part, keyword);
        // Forms that are among the parts have been looked at; one that allows anything tells nothing more.
        if (
          forms.length === 0 ||
          forms.some((form) => form === true || (isObject(form) && have.parts.includes(form)))
        ) {
          continue;
        }
        return forms.flatMap((form) =>
          this.between(conjunction([...have.parts, form], have.root), wants, path),
        );
      }
    }
    return gaps;
  }

  /** Tells sets of parts apart; parts that do nothing but refer to others say nothing of their own. */
  private idsOf(parts: readonly JsonSchema[]): string {
    const { ids } = this.progress;
    const telling = parts.filter((part) => parts.length === 1 || !isMereReference(part));
    return telling
      .map((part) => {
        const id = ids.get(part) ?? ids.size;
        ids.set(part, id);
        return id;
      })
      .join();
  }
}

function isMereReference(part: JsonSchema): boolean {
  const silent = (key: string) => key === 'title' || key === 'description' || key.startsWith('x-');
  return '$ref' in part && Object.keys(part).every((key) => key === '$ref' || silent(key));
}
