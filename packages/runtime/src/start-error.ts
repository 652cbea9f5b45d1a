/**
 * Thrown when the server cannot start for a reason that the person at the keyboard can mend:
 * a folder without permission, a database of another version, a port in use.
 *
 * `message` says what is wrong and `advice` what to do next, both in plain words; neither holds secrets.
 */
export class StartError extends Error {
  readonly advice: string;

  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartError';
    this.advice = advice;
  }
}
