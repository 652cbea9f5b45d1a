import { parseSyntax, type Token } from '@crossdock/mapping';

/** What a piece of an expression is, for its colour; names and blanks have none. */
export type ColourKind =
  'comment' | 'string' | 'number' | 'regex' | 'variable' | 'keyword' | 'operator' | 'unknown';

export interface ColourToken {
  kind: ColourKind;
  from: number;
  to: number;
}

/** Words that a function begins with. */
const functionWords: ReadonlySet<string> = new Set(['function', 'λ']);

function kindOf(token: Token, previous: Token | undefined, text: string): ColourKind | undefined {
  const { kind, from, to } = token;
  if (kind === 'blank' || kind === 'end') return undefined;
  // Behind a dot, words of the language are names of fields.
  if (kind === 'keyword') return previous?.id === '.' ? undefined : kind;
  if (kind === 'name') return functionWords.has(text.slice(from, to)) ? 'keyword' : undefined;
  return kind;
}

/** The pieces of an expression that have a colour, in order. */
export function colourTokens(text: string): ColourToken[] {
  let previous: Token | undefined;
  return parseSyntax(text).tokens.flatMap((token) => {
    const kind = kindOf(token, previous, text);
    if (token.kind !== 'blank' && token.kind !== 'comment') previous = token;
    return kind ? [{ kind, from: token.from, to: token.to }] : [];
  });
}
