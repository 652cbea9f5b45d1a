import { ExpressionError } from '../errors.ts';

/** Longest picture in characters; analysing one costs more than its length. */
const MAX_PICTURE = 1000;

/**
 * The picture itself.
 * @throws ExpressionError X1008 when it is too long
 */
export function shortPicture(picture: string): string {
  if (picture.length > MAX_PICTURE) throw new ExpressionError('X1008', { value: MAX_PICTURE });
  return picture;
}
