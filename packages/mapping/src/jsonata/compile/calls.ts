import { calleeName, pathHead, type Ast, type CallAst } from '../ast.ts';
import { Callable, TailCall } from '../callable.ts';
import { PartialCall } from '../composed.ts';
import { ExpressionError } from '../errors.ts';
import type { Evaluator, Frame } from '../frame.ts';
import { complete, invoke } from '../invoke.ts';
import { Lambda } from '../lambda.ts';
import type { Scope } from '../scope.ts';
import { finish } from '../values.ts';
import { asItIs, compileBuiltinCall, type Close } from './builtinCalls.ts';
import type { Compile, NodeCompiler } from './context.ts';
import { compileRead } from './variables.ts';

export const compileCall: NodeCompiler<CallAst> = (ast, scope, compile) => {
  // What hangs on the call sees its sequence as it is.
  const hangs = ast.predicate !== undefined || ast.group !== undefined || ast.keepArray === true;
  return compileCallWith(ast, scope, compile, { before: undefined, close: hangs ? asItIs : finish });
};

interface CallPlace {
  /** A value put before the written arguments, where the call stands after `~>`. */
  before: Evaluator | undefined;
  /** What is made of the result. */
  close: Close;
}

export function compileCallWith(
  ast: CallAst,
  scope: Scope,
  compile: Compile,
  { before, close }: CallPlace,
): Evaluator {
  const written = ast.arguments.map((argument) => compile(argument, scope));
  const args = before ? [before, ...written] : written;
  const callee = compileCallee(ast, 'T1005', scope, compile);
  const token = calleeName(ast);
  const { position } = ast;
  const [first, second] = args;
  const collect = collector(args, first, second);
  const general: Evaluator = (input, frame) => {
    const target = callee(input, frame);
    const values = collect(input, frame);
    const { run } = frame;
    try {
      if (!(target instanceof Lambda) || target.signature)
        return close(invoke(run, target, values, input, frame));
      // The usual recursion, as flat as can be: each function in between takes stack at every level.
      run.tick();
      run.enter();
      const result = target.body(target.input, target.open(run, values));
      run.leave();
      return close(result instanceof TailCall ? complete(run, result, input, frame) : result);
    } catch (error) {
      if (error instanceof ExpressionError) error.locate(position, token);
      throw error;
    }
  };
  return compileBuiltinCall(ast, args, scope, { general, close }) ?? general;
}

type Collect = (input: unknown, frame: Frame) => unknown[];

/** Evaluates the arguments; calls with one or two are by far the most frequent. */
function collector(
  args: readonly Evaluator[],
  first: Evaluator | undefined,
  second: Evaluator | undefined,
): Collect {
  if (!first) return () => [];
  if (!second) return (input, frame) => [first(input, frame)];
  if (args.length === 2) return (input, frame) => [first(input, frame), second(input, frame)];
  return (input, frame) => args.map((argument) => argument(input, frame));
}

/** The function to call. A name without $ that names one is reported, as the likely mistake. */
function compileCallee(ast: CallAst, code: string, scope: Scope, compile: Compile): Evaluator {
  const callee = compile(ast.procedure, scope);
  const name = ast.procedure.type === 'path' ? pathHead(ast.procedure) : undefined;
  if (name === undefined) return callee;
  const meant = compileRead(name, scope);
  return (input, frame) => {
    const target = callee(input, frame);
    if (target !== undefined || !meant(frame)) return target;
    throw new ExpressionError(code, { position: ast.position, token: name });
  };
}

/** A call in tail position of a function: left for the caller to do, so that it does not nest. */
export function compileTailCall(ast: CallAst, scope: Scope, compile: Compile): Evaluator {
  const callee = compile(ast.procedure, scope);
  const args = ast.arguments.map((argument) => compile(argument, scope));
  const token = calleeName(ast);
  return (input, frame) =>
    new TailCall(
      callee(input, frame),
      args.map((argument) => argument(input, frame)),
      token,
      ast.procedure.position ?? ast.position,
    );
}

/** `$f(?, 1)`: a function of the open arguments. */
export const compilePartial: NodeCompiler<CallAst> = (ast, scope, compile) => {
  const callee = compileCallee(ast, 'T1007', scope, compile);
  const open = ast.arguments.flatMap((argument, index) => (isOpen(argument) ? [index] : []));
  const args = ast.arguments.map((argument): Evaluator =>
    isOpen(argument) ? () => undefined : compile(argument, scope),
  );
  const token = calleeName(ast);
  return (input, frame) => {
    const given = args.map((argument) => argument(input, frame));
    const target = callee(input, frame);
    if (target instanceof Callable || typeof target === 'function')
      return new PartialCall(target, given, open);
    throw new ExpressionError('T1008', { position: ast.position, token });
  };
};

function isOpen(argument: Ast): boolean {
  return argument.type === 'operator' && argument.value === '?';
}
