import { ExpressionError } from '../jsonata/errors.ts';
import { Signature } from '../jsonata/signature.ts';
import type { Parser } from './parser.ts';
import { stringValue } from './scan.ts';
import type { Token } from './tree.ts';

/** Reads the types of a function, `<n-n:n>`, and checks them. Gives them without blanks. */
export function readSignature(parser: Parser): string {
  const opener = parser.advance();
  let signature = '<';
  for (let depth = 1; depth > 0;) {
    const { kind, id } = parser.token;
    if (kind === 'end' || id === '{') break;
    if (id === '<') depth += 1;
    if (id === '>') depth -= 1;
    signature += valueOf(parser, parser.token);
    if (depth > 0) parser.advance();
  }
  parser.expect('>', '> is missing: the types of a function are written <n-n:n>');
  check(parser, signature, { ...opener, to: parser.previousEnd });
  return signature;
}

function valueOf(parser: Parser, { kind, from, to }: Token): string {
  const raw = parser.text.slice(from, to);
  if (kind === 'string') return stringValue(raw);
  if (kind === 'variable') return raw.slice(1);
  return kind === 'name' ? raw.replaceAll('`', '') : raw;
}

function check(parser: Parser, signature: string, place: Token): void {
  try {
    new Signature(signature);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    parser.problems.add(error.code, place, error.message);
  }
}
