import type { AuditStore } from "./audit.ts";
import type { Membership, SeeCompanions } from "./companions.ts";
import type { CallbackStore } from "./callbacks.ts";
import type { EnrolmentStore } from "./enrolment.ts";
import type { QuietStore } from "./quiet.ts";
import type { Held } from "./held.ts";
import type { HistoryQueries } from "./history.ts";
import type { IncidentStore, Outbox } from "./incident.ts";
import type { Ledger } from "./ledger.ts";
import type { PlaceStore } from "./places.ts";
import type { PlatformMemory } from "./platform.ts";
import type { RepairStore } from "./repair.ts";
import type { StandingStore } from "./standings.ts";

/** Where PostgreSQL is reached. */
export interface DatabaseAddress {
  /** Whole, with its password: for whoever connects, and nobody else. */
  readonly url: string;
  readonly password: string | null;
  /** For people: `companion on db.example:5432`. */
  readonly name: string;
  /** By what right it is written to; left out for those that ask and go, beside the companions. */
  readonly tenure?: Tenure;
  /** Nobody waits for it any more once this aborts: all that is connected to it ends. */
  readonly until?: AbortSignal;
}

/** The right to write of those that share a database: the session of each of them there, with which it ends. */
export type Tenure = Pick<Membership, "session" | "lost" | "hold" | "all">;

/** Where everything is kept: a file in the data folder, or the database that is named. */
export interface StorePlace {
  readonly dataDir: string;
  readonly database: DatabaseAddress | null;
}

/** Everything that is kept, whatever keeps it. */
export interface Store {
  readonly ledger: Ledger;
  readonly histories: HistoryQueries;
  readonly callbacks: CallbackStore;
  readonly memory: PlatformMemory;
  readonly repairs: RepairStore;
  readonly audit: AuditStore;
  /** Codes of `setup`, and the admins that came of them. */
  readonly enrolment: EnrolmentStore;
  readonly quiets: QuietStore;
  readonly places: PlaceStore;
  readonly incidents: IncidentStore;
  readonly outbox: Outbox;
  readonly standings: StandingStore;
  /** Holds what has this name for the caller alone; null when somebody has it, who may be another process. */
  hold(name: string): Promise<Held | null>;
  readonly companions: SeeCompanions;
  close(): Promise<void>;
}
