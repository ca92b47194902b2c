/** What the key of a session says of it: `agent:main:cron:JOB[:run:ID]`, `agent:main:subagent:ID`. */
export function readSessionKey(key: string): {
  readonly job: string | null;
  /** The one run of the job that it was made for. */
  readonly run: string | null;
  readonly isSubagent: boolean;
} {
  const [, , kind, id, word, run] = key.split(":");
  const job = kind === "cron" ? (id ?? null) : null;
  return { job, run: job !== null && word === "run" ? (run ?? null) : null, isSubagent: kind === "subagent" };
}
