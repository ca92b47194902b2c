/** Instants are whole milliseconds since the epoch, UTC. */
export interface AttemptRow {
  gateway: string;
  key: string;
  session: string | null;
  agent: string | null;
  provider: string;
  model: string;
  at: number;
  ended_by: string;
  reason: string;
  status: number | null;
  message: string | null;
  /** The gateway's own word for the reason. */
  said: string | null;
  /** Scopes that were missing, separated by spaces. */
  scopes: string | null;
  until: number | null;
  /** The login or key it was made with, worked out when it was read. */
  login: string | null;
  /** A digest of what the configuration said of its provider when it was read; null where that is not known. */
  entry: string | null;
  /** A digest of why it failed: `ended_by`, `reason`, `status`, `message`, `said` and `scopes`. */
  facts: string | null;
}

export interface TurnRow {
  gateway: string;
  key: string;
  session: string;
  agent: string;
  at: number;
  provider: string | null;
  model: string | null;
  selected_provider: string | null;
  selected_model: string | null;
  /** 1 when it was judged a fallback, 0 when not; null when that cannot be known. */
  fallback: number | null;
  judged: string | null;
  wish: string | null;
  witness: string | null;
  api: string | null;
  /** What the answer says of itself, where that is another model. */
  reported: string | null;
  /** In millionths of a US dollar; null where the price is not known. */
  cost: number | null;
}

export interface SelectionRow {
  gateway: string;
  agent: string;
  provider: string | null;
  model: string | null;
  since: number;
  /** The release it was seen on last; null when the gateway did not tell. */
  release: string | null;
}

export interface ReadingRow {
  gateway: string;
  log_file: string | null;
  log_cursor: number | null;
  /** Where a later reading may go on from, and when that was read. */
  log_next: number | null;
  log_next_at: number | null;
  record_since: number | null;
  /** Since when the log was read without a break. */
  log_since: number | null;
  /** Which gateway was read under this name: the id of its own key, and where it was reached. */
  identity: string | null;
  address: string | null;
}

/** `kind`: `release` (another one runs) or `gateway` (another one stands under the name). */
export interface GatewayChangeRow {
  gateway: string;
  kind: string;
  at: number;
  /** What it was before and what it is since; null where it was not known. */
  before: string | null;
  after: string | null;
}

export interface RetriedTurnRow {
  gateway: string;
  key: string;
  session: string;
  agent: string;
  prompt: string;
  provider: string;
  model: string;
  failures: number;
  /** 1 when no failure was missed. */
  exact: number;
  since: number;
  last_at: number;
  over: number;
}

/** A login or key that is left alone. */
export interface RestRow {
  gateway: string;
  provider: string;
  profile: string;
  at: number;
  until: number;
  /** 1 when it is switched off, 0 when it only waits. */
  disabled: number;
  said: string | null;
}

/** Why nothing is known for certain up to an instant. */
export interface RecordGapRow {
  gateway: string;
  reason: string;
  until: number;
}

export interface SessionReadingRow {
  gateway: string;
  session: string;
  updated_at: number;
  read_at: number;
  /** 1 when nothing was under way. */
  at_rest: number;
}
