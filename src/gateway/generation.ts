import type { RecordSources } from "../core/record.ts";

/** What sets releases of a range apart. Everything else about reading them is shared. */
export interface Generation {
  readonly id: string;
  /** The first release of the range; the range ends where the next generation begins. */
  readonly from: string;
  /** A method that first appeared in this range, for gateways that do not tell their version. */
  readonly mark: string | null;
  readonly sources: RecordSources;
  /** `sessions.list` tells a session's own choice of model from the model it used last. */
  readonly tellsPins: boolean;
}
