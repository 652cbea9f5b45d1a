/** An element's value in the parsed data. */
export interface ReadValue {
  /** Left out when the text is no value of its type. */
  value?: string | number;
  /** The text as given, where the value doesn't say all of it. */
  text?: string;
  /** What is wrong with the text. */
  fault?: string;
}
