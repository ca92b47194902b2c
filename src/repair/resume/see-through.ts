import type { Repairs } from "../../core/repairs.ts";
import { MINUTE, SECOND } from "../../core/time.ts";
import { createReport, type ReportParts } from "./report.ts";
import { messageOf } from "../../lib/message-of.ts";

/** How often it is looked whether another process left a repair, or its end, to us. */
const LOOK = 15 * SECOND;
/** As long as whoever watched a repair may take to be shown its end. */
const SHOWN = 3 * MINUTE;

/** Ends what earlier processes began, and tells the ends they owe; later on, what other processes leave. */
export async function seeThrough(repairs: Repairs, parts: ReportParts): Promise<void> {
  const { log, sleep, signal } = parts;
  const report = createReport(parts);
  for (let age = 0; !signal.aborted; age = SHOWN) {
    try {
      await Promise.all([repairs.resume(report), repairs.tellEnds(report, age)]);
    } catch (error) {
      // A store in trouble may be well again the next time; what is owed is still in it.
      log.warn({ why: messageOf(error) }, "interrupted repairs were not seen to");
    }
    await sleep(LOOK, signal);
  }
}
