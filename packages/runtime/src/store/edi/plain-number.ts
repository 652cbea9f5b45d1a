/** Without leading zeros, which come and go: what control numbers are compared by. */
export function plainNumber(controlNumber: string): string {
  return controlNumber.trim().replace(/^0+(?=.)/, '');
}
