import type { Instant } from "./time.ts";

/** One privileged call: who, where, what, and whether it was allowed. */
export interface AuditEntry {
  readonly at: Instant;
  readonly platform: string;
  readonly person: string;
  readonly name: string;
  /** Where it was given; what `post` takes as a target. */
  readonly place: string;
  /** Null where it concerns no gateway, or names none. */
  readonly gateway: string | null;
  /** The command with its arguments. */
  readonly what: string;
  readonly decision: "allowed" | "refused";
}

/** What is only ever added to. */
export interface AuditLog {
  add(entry: AuditEntry): Promise<void>;
}

export interface AuditStore extends AuditLog {
  /** Newest first; `skip` of them are left out. */
  latest(limit: number, skip: number): Promise<readonly AuditEntry[]>;
}
