import type { Finding } from "../../core/finding.ts";
import { EXIT } from "../exit-codes.ts";

/** Something known to be wrong wins over something unknown. */
export function toExitCode(findings: readonly Finding[]): number {
  if (findings.some(({ mark }) => mark === "mend")) return EXIT.degraded;
  return findings.some(({ mark }) => mark === "unknown") ? EXIT.cannotTell : EXIT.ok;
}
