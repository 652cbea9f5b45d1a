import type { LiteralAst, NameAst, RegexAst } from '../ast.ts';
import { Pattern } from '../pattern.ts';
import { patternSize } from '../patternSize.ts';
import { lookup } from '../lookup.ts';
import type { NodeCompiler } from './context.ts';

export const compileLiteral: NodeCompiler<LiteralAst> = (ast) => {
  const { value } = ast;
  return () => value;
};

export const compileName: NodeCompiler<NameAst> = (ast) => {
  const name = ast.value;
  return (input, frame) => lookup(frame.run, input, name);
};

export const compileRegex: NodeCompiler<RegexAst> = (ast, scope) => {
  scope.addPattern(patternSize(ast.value.source), ast.position);
  const pattern = new Pattern(ast.value, ast.position);
  return () => pattern;
};
