/**
 * Keeps what is too long for a button: a platform's callback data may hold only a few dozen bytes, so the
 * text goes here and the button carries its id. Ids are short (at most 40 bytes of ASCII letters, digits,
 * `-` and `_`); the store may forget old texts.
 */
export interface CallbackStore {
  keep(text: string): Promise<string>;
  /** Null when the id was never given out or was forgotten. */
  find(id: string): Promise<string | null>;
}
