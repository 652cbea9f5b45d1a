import type { Ast } from '../ast.ts';
import type { Evaluator } from '../frame.ts';
import type { Scope } from '../scope.ts';

/** Compiles any node; handed to the compilers of single node types, which must not import it. */
export type Compile = (ast: Ast, scope: Scope) => Evaluator;

/** Compiles the nodes of one type, without their predicates and grouping. */
export type NodeCompiler<T extends Ast> = (ast: T, scope: Scope, compile: Compile) => Evaluator;
