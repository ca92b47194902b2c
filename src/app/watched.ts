import type { Watch } from "../evidence/watch.ts";

/** What is known of a gateway, whoever reads it. */
export type WatchedGateway = Pick<
  Watch,
  "link" | "snapshot" | "readAt" | "trouble" | "tried" | "models" | "wasSet" | "onNews"
>;
