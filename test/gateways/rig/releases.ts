/** What a ChatGPT login looks like to one release of OpenClaw, and what that release needs to run quietly. */
export interface Release {
  readonly version: string;
  /** Provider id of the ChatGPT route, with the base URL and the api id it is reached by. */
  readonly provider: "openai" | "openai-codex";
  readonly baseUrl: string;
  readonly api: string;
  /** Two models the ChatGPT route of this release serves, without provider. */
  readonly primary: string;
  readonly fallback: string;
  /** Where logins are kept; a database is filled by the release's own `doctor --fix`. */
  readonly loginStore: "file" | "database";
  /** `needed`: the ChatGPT route only works with a provider entry in openclaw.json. */
  readonly providerEntry: "needed" | "builtin";
  /** The built-in runtime, named where there is a choice: the other one is a binary no preload reaches. */
  readonly runtime?: string;
  /** Titles and summaries are made by model calls of their own, which would blur the counts. */
  readonly backgroundCalls: boolean;
  /** Subagents run on the model that the configuration sets for them; else on the primary, whatever it sets. */
  readonly heedsSubagentModel: boolean;
}

type Generation = Omit<Release, "version"> & { readonly from: string };

const CODEX = "https://chatgpt.com/backend-api/codex";
const older = {
  provider: "openai-codex",
  baseUrl: CODEX,
  api: "openai-codex-responses",
  primary: "gpt-5.4",
  fallback: "gpt-5.3-codex",
  loginStore: "file",
  providerEntry: "builtin",
  backgroundCalls: false,
  heedsSubagentModel: true,
} as const;
const newer = {
  ...older,
  provider: "openai",
  api: "openai-chatgpt-responses",
  primary: "gpt-5.5",
  fallback: "gpt-5.4",
  runtime: "openclaw",
} as const;
const newest = { ...newer, primary: "gpt-5.6-terra", fallback: "gpt-5.6-luna", loginStore: "database" } as const;

/** Newest first; a release belongs to the first row it is not older than. */
const GENERATIONS: readonly Generation[] = [
  { from: "2026.8.1", ...newest, backgroundCalls: true },
  { from: "2026.7.1", ...newest },
  { from: "2026.6.11", ...newer, loginStore: "database" },
  { from: "2026.6.5", ...newer, loginStore: "database", heedsSubagentModel: false },
  { from: "2026.6.1", ...newer, heedsSubagentModel: false },
  { from: "2026.5.28", ...older, primary: "gpt-5.5", fallback: "gpt-5.4", runtime: "pi" },
  { from: "2026.5.12", ...older, runtime: "pi" },
  { from: "2026.4.20", ...older },
  // Left alone, these build the retired path /backend-api/v1.
  { from: "2026.4.5", ...older, providerEntry: "needed" },
  { from: "2026.3.8", ...older },
  // These do not know gpt-5.4.
  { from: "0.0.0", ...older, baseUrl: "https://chatgpt.com/backend-api", providerEntry: "needed" },
];

/** Says what the rig must know of a release; any published version is accepted. */
export function describeRelease(version: string): Release {
  const row = GENERATIONS.find(({ from }) => isAtLeast(version, from));
  if (row === undefined) throw new Error(`rig: "${version}" is no OpenClaw version`);
  const { from: _, ...facts } = row;
  return { version, ...facts };
}

/** Compares calendar versions `YYYY.M.P[-n]`, where `-n` is a LATER patch of the same release. */
export function isAtLeast(version: string, other: string): boolean {
  const [a, b] = [numbers(version), numbers(other)];
  for (let i = 0; i < 4; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (Number.isNaN(difference)) return false;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

const numbers = (version: string): readonly number[] => version.split(/[.-]/).map(Number);
