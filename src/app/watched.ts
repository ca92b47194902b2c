import type { ModelRef } from "../core/model.ts";
import type { Watch } from "../evidence/watch.ts";

/** What is known of a gateway, whoever reads it. */
export interface WatchedGateway extends Pick<
  Watch,
  "link" | "snapshot" | "readAt" | "trouble" | "tried" | "wasSet" | "onNews"
> {
  /** The models it lists, where another companion is linked to it; left out where this one always is. */
  models?(): Promise<readonly ModelRef[]>;
}
