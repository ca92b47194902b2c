/** What the key of a session says of it: `agent:main:cron:JOB[:run:ID]`, `agent:main:subagent:ID`. */
export function readSessionKey(key: string): { readonly job: string | null; readonly isSubagent: boolean } {
  const [, , kind, id] = key.split(":");
  return { job: kind === "cron" ? (id ?? null) : null, isSubagent: kind === "subagent" };
}
