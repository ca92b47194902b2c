export interface TelegramSettings {
  readonly token: string;
  /** Root of the Bot API, before `/bot<token>`; Telegram's own when left out. */
  readonly apiUrl?: string;
  /** Numeric user ids. */
  readonly admins: readonly string[];
  readonly warningChats: readonly string[];
  /** The person whom warnings mention: a user id, or a name with its `@`. */
  readonly mention?: string;
}
