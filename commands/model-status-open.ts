import type { GatewayReport } from "../src/core/report.ts";
import { saysTheSame } from "../src/words/kept.ts";
import { tellPrivately } from "../src/words/private.ts";

/** For whoever looks alone, in a terminal: why there is no link is told at once with its address and what to run. */
export function tellOpenly(report: GatewayReport): GatewayReport {
  const { link, reading } = report;
  if (!("why" in link) || link.detail === undefined) return report;
  const { why, fix } = tellPrivately(link);
  const { detail: _, ...open } = link;
  const isOfLink = reading.state === "unreadable" && saysTheSame(reading.why, link.why);
  return {
    ...report,
    link: { ...open, why, ...(fix !== null && { fix }) },
    ...(isOfLink && { reading: { ...reading, why } }),
  };
}
