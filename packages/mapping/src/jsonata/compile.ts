import type { Ast } from './ast.ts';
import { evaluationError } from './builtins/evaluate.ts';
import { BUILTINS } from './builtins/index.ts';
import { LruCache } from './cache.ts';
import { plainResult } from './clone.ts';
import { compileNode } from './compile/node.ts';
import { ExpressionError, isStackOverflow } from './errors.ts';
import { openFrame, type Evaluator, Frame, unboundSlots } from './frame.ts';
import { freeVariables } from './freeVariables.ts';
import { globalValue } from './globals.ts';
import { lookupTablesOf } from './lookupTables.ts';
import { parse } from './parse.ts';
import { referencesOf } from './references.ts';
import { Run } from './run.ts';
import { assignedNames, Globals, Scope } from './scope.ts';
import type { Bindings, CompiledExpression, EvaluateOptions } from './types.ts';
import { asSequence, type Marked } from './values.ts';

/** Characters of text that take as much memory as an instruction of a compiled pattern. */
const PATTERN_WEIGHT = 10;

/**
 * Compiled expressions kept: those of all steps of a few hundred flows. A compiled map takes about 45
 * bytes for each character of its text, so that all of them together stay below 70 MB.
 */
const cache = new LruCache<Compiled>({
  entries: 1000,
  characters: 1_500_000,
  weigh: (source, { patternSize }) => source.length + patternSize * PATTERN_WEIGHT,
});

/**
 * Compiles a JSONata expression; the same text gives the same compiled expression while it is
 * remembered.
 * @throws ExpressionError with JSONata's code, position and an excerpt when it does not parse
 */
export function compile(expression: string): CompiledExpression {
  return cache.get(expression, (source) => new Compiled(source));
}

/** The error that compiling an expression would throw; undefined when it parses. */
export function checkSyntax(expression: string): ExpressionError | undefined {
  try {
    compile(expression);
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}

class Compiled implements CompiledExpression {
  readonly source: string;
  readonly dependencies: readonly string[];
  private readonly scope: Scope;
  private readonly globals = new Globals();
  private readonly evaluator: Evaluator;
  private knownReferences: readonly string[] | undefined;
  private knownTables: readonly string[] | undefined;

  constructor(source: string) {
    this.source = source;
    try {
      const ast = parse(source);
      this.scope = new Scope('frame', undefined, this.globals);
      for (const name of assignedNames([ast])) this.scope.declare(name);
      this.evaluator = compileNode(ast, this.scope);
      this.dependencies = freeVariables(ast).filter((name) => !BUILTINS.has(name));
    } catch (error) {
      throw reported(error, source, undefined);
    }
  }

  /** Size of the patterns in it. */
  get patternSize(): number {
    return this.scope.patternSize;
  }

  // Found when first asked for, from the text: hardly anybody asks, and trees take much memory.
  get references(): readonly string[] {
    this.knownReferences ??= referencesOf(parse(this.source));
    return this.knownReferences;
  }

  get lookupTables(): readonly string[] {
    this.knownTables ??= this.source.includes('$lookup') ? lookupTablesOf(parse(this.source)) : [];
    return this.knownTables;
  }

  evaluate(input: unknown, bindings: Bindings = {}, options: EvaluateOptions = {}): unknown {
    const run = new Run(input, bindings, options, evaluateText);
    run.globals = this.globals.names.map((name) => globalValue(run, name));
    const frame = new Frame(run, this.scope, undefined, unboundSlots(this.scope.size));
    try {
      return plainResult(run, this.evaluator(asOneInput(input), frame));
    } catch (error) {
      throw reported(error, this.source, run);
    }
  }
}

/** A document that is a list counts as one input. */
function asOneInput(input: unknown): unknown {
  if (!Array.isArray(input)) return input;
  const wrapped: Marked = asSequence([input]);
  wrapped.outerWrapper = true;
  return wrapped;
}

/** Any failure as an ExpressionError with an excerpt. */
function reported(error: unknown, source: string, run: Run | undefined): ExpressionError {
  const known = error instanceof ExpressionError ? error : translated(error, run);
  known.quote(source);
  return known;
}

function translated(error: unknown, run: Run | undefined): ExpressionError {
  if (isStackOverflow(error)) {
    // The engine's stack is used up before our limit where a level of recursion takes much of it.
    return run ? new ExpressionError('X1003', { value: run.currentDepth }) : new ExpressionError('X1006');
  }
  return new ExpressionError('X1000', { value: error instanceof Error ? error.message : String(error) });
}

/** Evaluators of texts given to `$eval`, by the scope that they see. */
const evaluated = new WeakMap<Scope, LruCache<Compilation>>();

interface Compilation {
  scope: Scope;
  evaluator: Evaluator;
}

const EVALUATED_PER_SCOPE = {
  entries: 50,
  characters: 100_000,
  weigh: (text: string, { scope }: Compilation): number => text.length + scope.patternSize * PATTERN_WEIGHT,
};

function evaluateText(text: string, input: unknown, frame: Frame): unknown {
  const texts = evaluated.get(frame.scope) ?? new LruCache<Compilation>(EVALUATED_PER_SCOPE);
  evaluated.set(frame.scope, texts);
  let compilation: Compilation;
  try {
    compilation = texts.get(text, () => compileWithin(parse(text), frame.scope));
  } catch (error) {
    throw evaluationError('D3120', error);
  }
  const { run } = frame;
  try {
    run.enter();
    const result = compilation.evaluator(input, openFrame(compilation.scope, frame));
    run.leave();
    return result;
  } catch (error) {
    throw evaluationError('D3121', error);
  }
}

function compileWithin(ast: Ast, outer: Scope): Compilation {
  const scope = new Scope('frame', outer, undefined);
  for (const name of assignedNames([ast])) scope.declare(name);
  return { scope, evaluator: compileNode(ast, scope) };
}
