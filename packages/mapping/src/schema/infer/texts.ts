import { longestForm, textForms } from './text-forms.ts';
import type { TextForm } from './text-forms.ts';

/** Different texts that are kept of one place: to list them as its values, and to count those that show a form. */
const kept = 32;
const longestKept = 60;

/** What the texts at one place have in common. */
export class Texts {
  count = 0;
  private forms: readonly TextForm[] | undefined;
  private readonly different = new Set<string>();
  private tooMany = false;

  add(text: string): void {
    this.count += 1;
    this.keep(text);
    const candidates = this.forms ?? textForms;
    if (candidates.length === 0) return;
    if (text.length > longestForm) this.forms = [];
    else if (!candidates.every((form) => form.matches(text)) || this.forms === undefined) {
      this.forms = candidates.filter((form) => form.matches(text));
    }
  }

  /** Takes over what another place has seen. */
  merge(other: Texts): void {
    const forms = other.forms;
    if (forms !== undefined) this.forms = (this.forms ?? textForms).filter((form) => forms.includes(form));
    this.count += other.count;
    for (const text of other.different) this.keep(text);
    this.tooMany ||= other.tooMany;
  }

  /** The form of all texts, if they have one. */
  form(): Readonly<Record<string, string>> | undefined {
    return this.forms?.find(({ atLeast }) => this.tooMany || this.different.size >= atLeast)?.schema;
  }

  /**
   * The texts, if they are few and come again and again.
   * @param most How many different ones make a list of values
   */
  values(most: number): readonly string[] | undefined {
    const size = this.different.size;
    const repeated = this.count >= 20 && this.count >= size * 4;
    return !this.tooMany && size <= most && repeated && !this.different.has('')
      ? [...this.different].sort()
      : undefined;
  }

  private keep(text: string): void {
    if (this.tooMany || this.different.has(text)) return;
    if (this.different.size >= kept || text.length > longestKept) {
      this.tooMany = true;
      // What is kept still counts for `form`.
      return;
    }
    this.different.add(text);
  }
}
