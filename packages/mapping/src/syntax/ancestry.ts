import type { Ast, ParentSlot, PathAst } from '../jsonata/ast.ts';
import type { ProblemLog } from './problems.ts';
import type { TextRange } from './tree.ts';

/** A parent operator (`%`) on its way to the step that it refers to. */
interface Slot extends ParentSlot {
  /** Steps still to go back. */
  level: number;
  /** The operator in the text. */
  source: TextRange;
}

/**
 * Finds for each parent operator the step that has to remember its input, as the reference parser
 * does after reading: going out from where the operator stands, then back along the paths.
 */
export class Ancestry {
  private readonly problems: ProblemLog;
  private readonly operators = new Map<Ast, Slot>();
  /** Operators inside an expression that still look for their step. */
  private readonly seeking = new Map<Ast, Slot[]>();

  constructor(problems: ProblemLog) {
    this.problems = problems;
  }

  /** A parent operator. */
  operator(source: TextRange): Ast {
    const slot: Slot = { label: `!${this.operators.size}`, level: 1, source };
    const ast: Ast = { type: 'parent', slot };
    this.operators.set(ast, slot);
    return ast;
  }

  /** The operators that an expression hands on to whatever surrounds it. */
  private slotsOf(ast: Ast): Slot[] {
    const slots = this.seeking.get(ast) ?? [];
    const own = this.operators.get(ast);
    if (own) slots.push(own);
    return slots;
  }

  /** Operators of a part are looked for from the whole. */
  handOn(whole: Ast, part: Ast): void {
    if (!this.seeking.has(part) && !this.operators.has(part)) return;
    const slots = this.slotsOf(part);
    const before = this.seeking.get(whole);
    if (before) before.push(...slots);
    else this.seeking.set(whole, slots);
  }

  /** A path begins with a parent operator. */
  beginPath(path: PathAst, first: Ast): void {
    const slot = this.operators.get(first);
    if (slot) this.seeking.set(path, [slot]);
  }

  /** Looks for the steps of the operators in the last step of a path. */
  resolve(path: PathAst): void {
    const last = path.steps.at(-1);
    if (!last) return;
    for (const slot of this.slotsOf(last)) {
      let index = path.steps.length - 2;
      while (slot.level > 0) {
        if (index < 0) {
          this.seek(path, slot);
          break;
        }
        let step = path.steps[index--];
        // Of steps that bind the context one after the other, the first one counts.
        while (index >= 0 && step?.focus !== undefined && path.steps[index]?.focus !== undefined) {
          step = path.steps[index--];
        }
        if (step) this.find(step, slot);
      }
    }
  }

  private seek(path: PathAst, slot: Slot): void {
    const slots = this.seeking.get(path);
    if (slots) slots.push(slot);
    else this.seeking.set(path, [slot]);
  }

  /** Looks for the steps of the operators in a predicate: they begin at the step that it belongs to. */
  resolvePredicate(step: Ast, predicate: Ast): void {
    const slots = this.seeking.get(predicate);
    if (!slots) return;
    for (const slot of slots) {
      if (slot.level === 1) this.find(step, slot);
      else slot.level -= 1;
    }
    this.handOn(step, predicate);
  }

  /** Goes one step back, or through a block or path along its last steps. */
  private find(step: Ast, slot: Slot): void {
    switch (step.type) {
      case 'name':
      case 'wildcard':
        slot.level -= 1;
        if (slot.level === 0) this.remember(step, slot);
        break;
      case 'parent':
        slot.level += 1;
        break;
      case 'block': {
        const last = step.expressions.at(-1);
        if (!last) break;
        step.tuple = true;
        this.find(last, slot);
        break;
      }
      case 'path':
        step.tuple = true;
        this.findInPath(step, slot);
        break;
      default:
        this.fail(slot);
    }
  }

  private findInPath({ steps }: PathAst, slot: Slot): void {
    for (let index = steps.length - 1; index >= 0; index--) {
      const step = steps[index];
      if (step) this.find(step, slot);
      if (slot.level <= 0) return;
    }
  }

  private remember(step: Ast, slot: Slot): void {
    if (step.ancestor) slot.label = step.ancestor.label;
    step.ancestor = slot;
    step.tuple = true;
  }

  private fail(slot: Slot): void {
    this.problems.add('S0217', slot.source);
    slot.level = 0;
  }

  /** What is still looked for when the whole expression has been read has nowhere to be found. */
  finish(root: Ast): void {
    const left = this.operators.get(root);
    for (const slot of [...(this.seeking.get(root) ?? []), ...(left ? [left] : [])]) this.fail(slot);
  }
}
