import type { Generated } from "kysely";

/** Instants are whole milliseconds since the epoch, UTC. */
interface AttemptRow {
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
}

interface TurnRow {
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
}

interface SelectionRow {
  gateway: string;
  agent: string;
  provider: string | null;
  model: string | null;
  since: number;
  /** The release it was seen on last; null when the gateway did not tell. */
  release: string | null;
}

interface ReadingRow {
  gateway: string;
  log_file: string | null;
  log_cursor: number | null;
  record_since: number | null;
  /** Since when the log was read without a break. */
  log_since: number | null;
  /** Which gateway was read under this name. */
  identity: string | null;
}

/** Why nothing is known for certain up to an instant. */
interface RecordGapRow {
  gateway: string;
  reason: string;
  until: number;
}

interface SessionReadingRow {
  gateway: string;
  session: string;
  updated_at: number;
  read_at: number;
}

interface CallbackRow {
  id: string;
  text: string;
  kept_at: number;
}

/** What a platform has to know again after a restart. */
interface PlatformMemoryRow {
  name: string;
  text: string;
}

interface RepairRow {
  id: string;
  gateway: string;
  /** The plan as JSON; secrets are redacted before it is made. */
  plan: string;
  state: string;
  step: number;
  created_at: number;
  updated_at: number;
  /** What the plan does: `change`, `undo` or `release`. */
  kind: Generated<string>;
  /** Who confirmed it first, as JSON, where that takes two. */
  approved: Generated<string | null>;
  /** The card its end is owed in, as JSON (`null` in JSON when it was never shown); null when nothing is owed. */
  owed: string | null;
}

interface RepairEventRow {
  repair: string;
  at: number;
  event: string;
  detail: string;
}

interface AuditRow {
  at: number;
  platform: string;
  person: string;
  name: string;
  place: string;
  gateway: string | null;
  what: string;
  decision: string;
}

interface IncidentRow {
  id: string;
  gateway: string;
  begun_at: number;
  over_at: number | null;
  /** The incident as JSON. */
  incident: string;
}

/** A message that is owed; the order of `seq` is the order in a room. */
interface NoticeRow {
  id: string;
  platform: string;
  target: string;
  incident: string;
  kind: string;
  created_at: number;
  attempts: number;
  due_at: number;
  /** Why the room did not accept it, and what helps; null when it was not refused. */
  refused_why: string | null;
  refused_fix: string | null;
}

interface HeardRow {
  incident: string;
  platform: string;
  target: string;
  card_target: string | null;
  card_message: string | null;
  fingerprint: string | null;
  edited_at: number | null;
  sounded_at: number | null;
  announced: string | null;
}

interface RoomRow {
  platform: string;
  target: string;
  state: string;
  by: string;
  at: number;
}

/** A room that does not take what it should. */
interface RoomFaultRow {
  platform: string;
  target: string;
  kind: string;
  since: number;
  attempts: number;
  tried_at: number;
  retry_at: number;
  why: string;
  fix: string | null;
}

export interface Schema {
  attempts: AttemptRow & { id: Generated<number> };
  turns: TurnRow & { id: Generated<number> };
  selections: SelectionRow;
  readings: ReadingRow;
  record_gaps: RecordGapRow;
  session_readings: SessionReadingRow;
  callbacks: CallbackRow;
  platform_memory: PlatformMemoryRow;
  repairs: RepairRow;
  audit: AuditRow & { id: Generated<number> };
  incidents: IncidentRow;
  notices: NoticeRow & { seq: Generated<number> };
  heard: HeardRow;
  rooms: RoomRow;
  room_faults: RoomFaultRow;
  repair_events: RepairEventRow & { id: Generated<number> };
}
