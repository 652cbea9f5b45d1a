/** Pieces that texts are put together from at random: valid ones now and then, mostly wrong ones. */
export const pieces: readonly string[] = [
  'a', 'b', 'and', 'or', 'in', 'true', 'null', 'function', 'λ', '`a b`', '$', '$$', '$x', '$sum', '5', '0.5', '1e3',
  '"x"', "'y'", '"\\n"', '/a/', '/b+/i', '/', '/* c */', ' ', '\n', '.', '..', '(', ')', '[', ']', '[]', '{', '}',
  '"k":', ':', ',', ';', '?', '?:', '??', ':=', '~>', '^(', '<', '>', '=', '!=', '+', '-', '*', '**', '%', '&', '|',
  '@$v', '#$i', '@', '#', '($x)', '{}', '(a)', '[0]', '.b', '!', '~', '`', '"', '\\', '<n:n>', 'ü',
]; // prettier-ignore
