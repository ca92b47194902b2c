const NAMED = process.env["OPENCLAW_RIG_RELEASES"]?.split(",").map((version) => version.trim());

/** As {@link isChosen}, with releases whose cases run unless others are named: of what the oldest does not show. */
const isChosenOr =
  (...added: readonly string[]) =>
  (version: string): boolean => {
    const chosen = NAMED ?? ["2026.3.2", ...added];
    return chosen.includes("all") || chosen.includes(version);
  };

/** Whether the cases of a release run: of all of them, which take about an hour, the oldest's unless others are named. */
export const isChosen = isChosenOr();

/** The releases that a suite runs on: whichever are named, since it says the same of any; else those of its own that are chosen. */
export function chosenOf(own: readonly string[], ...added: readonly string[]): readonly string[] {
  return NAMED === undefined || NAMED.includes("all") ? own.filter(isChosenOr(...added)) : NAMED;
}

/** Every case there is: also those that show what others show already. */
export const isThorough: boolean = NAMED?.includes("all") ?? false;
