const CHOSEN = new Set(
  (process.env["OPENCLAW_RIG_RELEASES"] ?? "2026.3.2").split(",").map((version) => version.trim()),
);

/** Whether the cases of a release run: of all of them, which take about an hour, the oldest's unless others are named. */
export const isChosen = (version: string): boolean => CHOSEN.has("all") || CHOSEN.has(version);

/** Every case there is: also those that show what others show already. */
export const isThorough: boolean = CHOSEN.has("all");
