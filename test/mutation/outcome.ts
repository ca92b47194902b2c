/** What tests said of a broken line: nothing, that something is wrong, or nothing in time. */
export type Outcome = "passed" | "failed" | "timed-out";

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly error?: Error & { readonly code?: string };
}

/** How a run of the tests ended. Throws where it was none, as when the program is not there. Pure. */
export function readOutcome({ status, stdout, stderr, error }: Ran): Outcome {
  if (error?.code === "ETIMEDOUT") return "timed-out";
  if (error !== undefined) throw error;
  if (status === 0) return "passed";
  return /\b(?:Test|Hook) timed out in\b/.test(`${stdout}${stderr}`) ? "timed-out" : "failed";
}

/** The lines a run ends with; `of`: how many lines could have been broken. Pure. */
export function summarize(outcomes: readonly Outcome[], of: number): readonly string[] {
  const count = (wanted: Outcome): number => outcomes.filter((one) => one === wanted).length;
  const [failed, late] = [count("failed"), count("timed-out")];
  const noticed = failed + late;
  return [
    `noticed by a failed test: ${failed}`,
    `noticed by a timeout: ${late}`,
    `not noticed: ${count("passed")}`,
    `score ${Math.round((100 * noticed) / outcomes.length)} %: ${noticed} of ${outcomes.length} noticed (of ${of})`,
  ];
}
