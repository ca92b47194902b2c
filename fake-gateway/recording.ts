import { z } from "zod";
import { JSON_OBJECT } from "./json.ts";

const ERROR = z.looseObject({ code: z.string(), message: z.string() });
const REPLY = z.union([
  z.object({ ok: z.literal(true), payload: JSON_OBJECT }),
  z.object({ ok: z.literal(false), error: ERROR }),
]);

/** What one turn left behind, at the instants it was recorded. */
export const TURN = z.object({
  startedAt: z.number(),
  endedAt: z.number(),
  run: z.string(),
  /** Entries of `chat.history`, the user's first. */
  entries: z.array(JSON_OBJECT),
  /** Lines of the gateway's log, as written. */
  lines: z.array(z.string()),
  events: z.array(z.object({ at: z.number(), event: z.string(), payload: JSON_OBJECT })),
});

/** What is the same in every scenario of one release. */
const RELEASE = z.object({
  version: z.string(),
  hello: JSON_OBJECT,
  health: JSON_OBJECT,
  replies: z.record(z.string(), REPLY),
  apis: z.object({ allowed: z.array(z.string()) }),
  errors: z.object({
    "unknown-method": ERROR,
    "missing-scope": ERROR,
    "stale-hash": ERROR,
    "no-hash": ERROR,
    "invalid-api": ERROR,
    unparsable: ERROR,
    "rate-limit": ERROR,
  }),
  /** The reply to a `config.patch` that was accepted. */
  patch: JSON_OBJECT,
});

const SCENARIO = z.object({
  version: z.string(),
  scenario: z.string(),
  session: z.object({ key: z.string(), id: z.string() }),
  status: JSON_OBJECT,
  sessionList: JSON_OBJECT,
  sessionRow: JSON_OBJECT,
  history: JSON_OBJECT,
  logFile: z.string(),
  config: z.object({
    shell: JSON_OBJECT,
    style: z.object({ raw: z.enum(["shown", "hidden"]), copies: z.array(z.string()) }),
    document: JSON_OBJECT,
    added: JSON_OBJECT,
  }),
  replies: z.record(z.string(), REPLY),
  opening: z.array(z.string()),
  turns: z.array(TURN).min(1),
  /** Ground truth of the turns above, from the provider's side and the sender's. */
  truth: z.object({
    selected: z.string(),
    turns: z.number(),
    answeredBy: z.array(z.string()),
    fallbacks: z.number(),
    unauthorized: z.number(),
    exhausted: z.number(),
  }),
});

export type RecordedTurn = Readonly<z.infer<typeof TURN>>;
export type RecordedReply = z.infer<typeof REPLY>;
export type WireError = z.infer<typeof ERROR>;
export type Release = Readonly<z.infer<typeof RELEASE>>;
type Scenario = Readonly<z.infer<typeof SCENARIO>>;

/** A scenario of one release, told by one real gateway. */
export interface Recording extends Scenario {
  readonly release: Release;
}

/** Reads a recording from its two files; throws when they are of different releases or of another form. */
export function readRecording(release: unknown, scenario: unknown): Recording {
  const [common, own] = [RELEASE.parse(release), SCENARIO.parse(scenario)];
  if (common.version !== own.version) throw new Error(`recording of ${own.version} with the release ${common.version}`);
  return { ...own, release: common };
}

/** The error a release gave, with what differs this time put in its place. */
export function retellError(error: WireError, changes: Readonly<Record<string, string>>): WireError {
  const text = Object.entries(changes).reduce(
    (told, [recorded, now]) => told.replaceAll(recorded, JSON.stringify(now).slice(1, -1)),
    JSON.stringify(error),
  );
  return ERROR.parse(JSON.parse(text));
}
