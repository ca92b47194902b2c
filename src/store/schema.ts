import type { Generated } from "kysely";
import type {
  AttemptRow,
  TurnRow,
  SelectionRow,
  ReadingRow,
  RecordGapRow,
  SessionReadingRow,
  GatewayChangeRow,
  RetriedTurnRow,
  RestRow,
} from "./evidence-rows.ts";

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
  /** The plan as JSON. It holds no secret but one that stands in an address: taking that back takes it whole. */
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

/** A code of `setup`; `use`: what it was used for, as JSON. */
interface SetupCodeRow {
  id: string;
  hash: string;
  purpose: string;
  expires_at: number;
  use: string | null;
}

interface AdminRow {
  platform: string;
  person: string;
  name: string;
  at: number;
}

interface IncidentRow {
  id: string;
  gateway: string;
  begun_at: number;
  over_at: number | null;
  /** The first incident of those it is told with. */
  group_id: string | null;
  number: number | null;
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
  /** How long nobody acknowledged something before a second room hears of it (ms); null for other rooms. */
  after: number | null;
}

/** A time without a sound, as JSON. */
interface QuietTimeRow {
  quiet: string;
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

/** Turns that are alike, newest first; what is null in a turn is empty here. */
interface TurnKindRow {
  gateway: string;
  agent: string;
  wish: string;
  judged: string;
  provider: string;
  model: string;
  last_at: number;
}

/** How many rows fall into a quarter of an hour, and the instants of the first and the last. */
interface SumRow {
  slot: number;
  count: number;
  first_at: number;
}

/** Text that is null in an attempt is empty here where it tells sums apart, `until` 0; the latest of each is kept. */
type AttemptSumRow = Pick<AttemptRow, "gateway" | "ended_by" | "reason" | "status" | "message" | "said" | "scopes"> &
  Record<"agent" | "provider" | "model" | "entry" | "facts", string> & { until: number; last_at: number };

/** The database keeps them itself. */
interface Sums {
  turn_kinds: TurnKindRow;
  turn_sums: TurnKindRow & SumRow;
  attempt_sums: AttemptSumRow & SumRow;
}

export interface Schema extends Sums {
  attempts: AttemptRow & { id: Generated<number> };
  turns: TurnRow & { id: Generated<number> };
  selections: SelectionRow;
  readings: ReadingRow;
  record_gaps: RecordGapRow;
  session_readings: SessionReadingRow;
  gateway_changes: GatewayChangeRow;
  retried_turns: RetriedTurnRow;
  rests: RestRow;
  callbacks: CallbackRow;
  platform_memory: PlatformMemoryRow;
  repairs: RepairRow;
  audit: AuditRow & { id: Generated<number> };
  setup_codes: SetupCodeRow;
  admins: AdminRow;
  incidents: IncidentRow;
  notices: NoticeRow & { seq: Generated<number> };
  heard: HeardRow;
  rooms: RoomRow;
  quiet_times: QuietTimeRow & { id: Generated<number> };
  room_faults: RoomFaultRow;
  places: { platform: string; id: string; name: string | null; put_by: string | null; state: string; at: number };
  /** What whoever reads a gateway knows of it, as JSON; `release`: the newest migration of whoever wrote it. */
  standings: { gateway: string; release: string; standing: string; read_at: number | null };
  repair_events: RepairEventRow & { id: Generated<number> };
}
