import type { Behaviour } from "./release.ts";

/** What the oldest releases that can be read do. */
export const OLDEST: Behaviour = {
  record: { providerErrors: "transcripts", localRefusals: "lane-errors" },
  tellsPins: false,
  holdsFallback: false,
  leadsHeartbeats: false,
  hidesHeartbeats: true,
  chatgpt: { provider: "openai-codex", api: "openai-codex-responses" },
  codexEntry: "needed",
  codexRefs: "work",
  diesOfMissingApi: true,
  heedsModelsJson: true,
  buildsRetiredPath: false,
  sendsWhatIsRefused: false,
  restartsAfterWrite: true,
  jobs: "sessions",
  logins: "file",
  arrays: "merged-by-id",
};

/** The oldest release that was tried: what is older is read as it is, and nothing is written to it. */
export const FIRST = "2026.2.26";

/** A release with which something changed, and what it does from then on. */
export interface Change {
  readonly from: string;
  /** Previews of it were numbered from here on, after the last release of the line before. */
  readonly previewsFrom?: string;
  readonly does: Partial<Behaviour>;
}

/** Oldest first. The only place with numbers of releases, beside the words people read. */
export const CHANGES: readonly Change[] = [
  { from: "2026.3.8", does: { codexEntry: "taken", diesOfMissingApi: false, heedsModelsJson: false } },
  // The log gains `model_fallback_decision`, which names refusals; transcripts still hold what providers said.
  {
    from: "2026.3.11",
    does: { record: { providerErrors: "transcripts", localRefusals: "decisions" }, holdsFallback: true },
  },
  { from: "2026.4.5", does: { buildsRetiredPath: true } },
  { from: "2026.4.14", does: { restartsAfterWrite: false, hidesHeartbeats: false } },
  { from: "2026.4.20", does: { codexEntry: "hides-prices", buildsRetiredPath: false, leadsHeartbeats: true } },
  { from: "2026.4.25", does: { hidesHeartbeats: true } },
  { from: "2026.4.26", does: { leadsHeartbeats: false } },
  // Transcripts no longer say why an attempt failed; the log does, and names the session of each run.
  {
    from: "2026.6.1",
    previewsFrom: "2026.5.29",
    does: {
      record: { providerErrors: "log", localRefusals: "decisions" },
      chatgpt: { provider: "openai", api: "openai-chatgpt-responses" },
      codexEntry: "refused",
      codexRefs: "may-work",
      sendsWhatIsRefused: true,
    },
  },
  { from: "2026.6.5", does: { arrays: "replaced", logins: "database" } },
  { from: "2026.7.1", does: { sendsWhatIsRefused: false, jobs: "run-log" } },
  {
    from: "2026.8.1",
    previewsFrom: "2026.7.2",
    does: { tellsPins: true, holdsFallback: false, codexRefs: "fail", jobs: "sessions" },
  },
];

/** The channel `extended-stable` only gets backports: it does what its line did at the end. */
export const MAINTAINED = [
  { line: "2026.6", firstPatch: 33, as: "2026.6.11" },
  { line: "2026.7", firstPatch: 33, as: "2026.7.1" },
] as const;

/** Methods by which a gateway shows that it is at least as new; a preview that lacks one is older. */
export const METHODS = [
  { method: "sessions.subscribe", since: "2026.3.22" },
  { method: "models.authStatus", since: "2026.4.15" },
  { method: "models.probe", since: "2026.8.1" },
] as const;

/** Provider apis of a gateway's own schema by which it shows its line. */
export const APIS = {
  former: "openai-codex-responses",
  present: "openai-chatgpt-responses",
  since: "2026.6.1",
} as const;
