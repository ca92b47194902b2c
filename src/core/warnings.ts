import type { Incident, NoticeKind, Target } from "./incident.ts";
import type { Instant } from "./time.ts";

/** Why nothing is sent. Every silence has a name that an operator can ask for. */
export type Silence = "below-threshold" | "never-spoken" | "muted" | "unchanged" | "cooldown" | "queued" | "refused";

export type Decision =
  | { readonly speak: true; readonly kinds: readonly [NoticeKind, ...NoticeKind[]] }
  | { readonly speak: false; readonly silence: Silence };

/** What `/warnings` can do. */
export interface WarningActions {
  status(now: Instant): Promise<WarningStatus>;
  latest(limit: number): Promise<readonly Incident[]>;
  find(id: string): Promise<Incident | null>;
  acknowledge(id: string, by: string): Promise<Incident | null>;
  mute(id: string, until: Instant | "over" | null, by: string): Promise<Incident | null>;
  /** Starts or stops warning in a room. */
  setRoom(room: Target, on: boolean, by: string, now: Instant): Promise<void>;
  /** Sends a drill through every room, and says of each whether it arrived. */
  test(now: Instant, signal: AbortSignal): Promise<readonly { readonly room: Target; readonly receipt: string }[]>;
}

export interface WarningStatus {
  readonly rooms: readonly Target[];
  readonly stopped: readonly Target[];
  readonly incidents: readonly {
    readonly incident: Incident;
    readonly decisions: readonly { readonly to: Target; readonly decision: Decision }[];
  }[];
}
