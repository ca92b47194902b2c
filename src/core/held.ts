/** Something that one process has for itself alone, of all that use the same store. */
export interface Held {
  /** Aborts when it is not held any more although nobody let go: the database has ended the session. */
  readonly lost: AbortSignal;
  /** Once more does nothing. */
  letGo(): Promise<void>;
}
