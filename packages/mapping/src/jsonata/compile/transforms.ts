import type { TransformAst } from '../ast.ts';
import { Builtin } from '../builtin.ts';
import { Callable } from '../callable.ts';
import { cloneTracked } from '../clone.ts';
import { ExpressionError } from '../errors.ts';
import type { Evaluator, Frame } from '../frame.ts';
import { invoke } from '../invoke.ts';
import type { Run } from '../run.ts';
import { Signature } from '../signature.ts';
import { isFields, isFunction, isTextList, keysOf, ownField, setField } from '../values.ts';
import type { NodeCompiler } from './context.ts';
import { compileRead } from './variables.ts';

/** Parts of `|pattern|update, delete|`. */
interface TransformPlan {
  pattern: Evaluator;
  update: Evaluator;
  remove: Evaluator | undefined;
  cloner: (frame: Frame) => unknown;
  ast: TransformAst;
}

export const compileTransform: NodeCompiler<TransformAst> = (ast, scope, compile) => {
  const plan: TransformPlan = {
    pattern: compile(ast.pattern, scope),
    update: compile(ast.update, scope),
    remove: ast.delete ? compile(ast.delete, scope) : undefined,
    cloner: compileRead('clone', scope),
    ast,
  };
  return (_input, frame) => new Transform(plan, frame);
};

const SIGNATURE = new Signature('<(oa):o>');

/** A function that gives a changed copy of an object. */
class Transform extends Callable {
  readonly arity = 1;
  readonly signature = SIGNATURE;
  private readonly plan: TransformPlan;
  private readonly frame: Frame;

  constructor(plan: TransformPlan, frame: Frame) {
    super();
    this.plan = plan;
    this.frame = frame;
  }

  apply(run: Run, args: unknown[]): unknown {
    const [subject] = args;
    if (subject === undefined) return undefined;
    const { plan, frame } = this;
    const cloner = plan.cloner(frame);
    if (!isFunction(cloner)) throw new ExpressionError('T2013', { position: plan.ast.position });
    // Only parts of the copy are changed: a pattern that leads elsewhere must not touch the input.
    const usual = cloner instanceof Builtin && cloner.name === 'clone';
    const { copy, parts } = cloneTracked(run, usual ? subject : invoke(run, cloner, [subject], null, frame));
    const matches = plan.pattern(copy, frame);
    for (const match of Array.isArray(matches) ? matches : [matches]) {
      run.tick();
      if (match !== undefined) this.change(match, parts);
    }
    return copy;
  }

  private change(match: unknown, parts: ReadonlySet<unknown>): void {
    const { update, remove, ast } = this.plan;
    const changes = update(match, this.frame);
    const target = isFields(match) && parts.has(match) ? match : undefined;
    if (changes !== undefined) {
      if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) {
        throw new ExpressionError('T2011', { position: ast.update.position, value: changes });
      }
      if (target) for (const name of keysOf(changes)) setField(target, name, ownField(changes, name));
    }
    const names = remove?.(match, this.frame);
    if (names === undefined) return;
    const list: unknown = Array.isArray(names) ? names : [names];
    if (!isTextList(list))
      throw new ExpressionError('T2012', { position: ast.delete?.position, value: names });
    if (target) for (const name of list) delete target[name];
  }
}
