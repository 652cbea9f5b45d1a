import { COST } from '../costs.ts';
import type { LambdaAst } from '../ast.ts';
import { Lambda, type LambdaShape } from '../lambda.ts';
import { assignedNames } from '../scope.ts';
import { Signature } from '../signature.ts';
import { compileTailCall } from './calls.ts';
import type { NodeCompiler } from './context.ts';

export const compileLambda: NodeCompiler<LambdaAst> = (ast, scope, compile) => {
  if (ast.thunk === true && ast.body.type === 'function') return compileTailCall(ast.body, scope, compile);
  const names = ast.arguments.map((argument) => argument.value);
  // Of parameters with the same name the last one counts; the others get names nobody can write.
  const parameters = names.map((name, index) => (names.lastIndexOf(name) === index ? name : ` ${index}`));
  const inner = scope.inner('frame', parameters);
  for (const name of assignedNames([ast.body])) inner.declare(name);
  const shape: LambdaShape = {
    arity: parameters.length,
    signature: ast.signature ? new Signature(ast.signature.definition) : undefined,
    scope: inner,
    body: compile(ast.body, inner),
  };
  return (input, frame) => {
    frame.run.charge(COST.function);
    return new Lambda(shape, input, frame);
  };
};
