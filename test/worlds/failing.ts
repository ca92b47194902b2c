import { fellBack, HOUR, logFrom, MINUTE, passedOver, row, turn, type World } from "./parts.ts";

const CLAUDE = "anthropic/claude-sonnet-4-6";
const QWEN = "lmstudio-box/qwen3-32b";
const MAIN = "agent:main:main";

export interface Failure {
  readonly minutesAgo: number;
  readonly reason: string;
  readonly status?: number;
  readonly words: string;
}

interface Options extends Partial<World> {
  readonly primary?: string;
  readonly fallback?: string;
}

/** One session in which every turn fell back, for the reasons given. */
export function failing(now: number, failures: readonly Failure[], options: Options = {}): World {
  const { primary = CLAUDE, fallback = QWEN, version = "2026.9.6", ...rest } = options;
  const isOld = /^2026\.[345]\./.test(version);
  const turns = failures.map(({ minutesAgo, words, reason, status }, index) => {
    const at = now - minutesAgo * MINUTE;
    const fall = { run: `run-${index}`, session: "s1", asked: primary, served: fallback, at, reason, words };
    const failed = isOld && status !== undefined ? [[primary, words] as const] : [];
    const log = status === undefined ? passedOver(fall) : fellBack({ ...fall, status });
    return { entries: turn(fall.run, fallback, at, { failed }), log };
  });
  const last = now - (failures.at(-1)?.minutesAgo ?? 0) * MINUTE;
  return {
    version,
    primary,
    config: { agents: { defaults: { model: { primary, fallbacks: [fallback] } } } },
    sessions: [row(MAIN, "s1", isOld ? fallback : primary, last)],
    history: { [MAIN]: turns.flatMap(({ entries }) => entries) },
    log: [logFrom(now - 3 * HOUR), ...turns.flatMap(({ log }) => log)],
    ...rest,
  };
}

const EMPTY = "Your credit balance is too low to access the Anthropic API.";
const E401 = '401 {"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}';
const E400 = `400 {"type":"error","error":{"type":"invalid_request_error","message":"${EMPTY}"}}`;
const E529 = '529 {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}';

export interface Failing {
  readonly world: (now: number) => World;
  /** Answers, of them fallbacks and by another route, 401s. */
  readonly counts: readonly [answers: number, fallbacks: number, rerouted: number, unauthorized: number];
  readonly cause: RegExp;
  readonly notCause: RegExp;
}

const billing = (minutesAgo: number): Failure => ({ minutesAgo, reason: "billing", status: 400, words: E400 });

const NOTHING = /^$/;

/** In these the primary fails whenever it is asked. */
export const FAILING: Readonly<Record<string, Failing>> = {
  "an account that is empty, after a key that was refused": {
    world: (now) =>
      failing(now, [{ minutesAgo: 59, reason: "auth", status: 401, words: E401 }, ...[20, 10, 1].map(billing)]),
    counts: [4, 4, 0, 1],
    cause: /400|402|credit|billing|balance/i,
    notCause: /401|log-?in|sign-?in/i,
  },
  "an overloaded provider": {
    world: (now) =>
      failing(
        now,
        [3, 1].map((minutesAgo) => ({ minutesAgo, reason: "overloaded", status: 529, words: E529 })),
      ),
    counts: [2, 2, 0, 0],
    cause: /529|overload/i,
    notCause: NOTHING,
  },
  "a primary that fails beside a session that somebody pinned": {
    world: (now) => besidePinned(failing(now, [20, 10].map(billing)), now),
    counts: [3, 2, 0, 0],
    cause: /400|402|credit|billing|balance/i,
    notCause: NOTHING,
  },
  "the same model over a paid key, after the login was refused": {
    world: (now) =>
      failing(
        now,
        [10, 1].map((minutesAgo) => ({
          minutesAgo,
          reason: "auth",
          status: 401,
          words: '401 {"detail":"Unauthorized"}',
        })),
        {
          version: "2026.4.29",
          primary: "openai-codex/gpt-5.4",
          fallback: "openai/gpt-5.4",
        },
      ),
    counts: [2, 0, 2, 2],
    cause: /401|unauthori|log-?in|sign-?in|key/i,
    notCause: NOTHING,
  },
  "a login that the gateway lets rest after a 401": {
    world: (now) =>
      failing(now, [
        { minutesAgo: 9, reason: "auth", status: 401, words: E401 },
        { minutesAgo: 5, reason: "auth", words: "Provider anthropic is in cooldown (all profiles unavailable)" },
      ]),
    counts: [2, 2, 0, 1],
    cause: /401|key|log-?in/i,
    notCause: NOTHING,
  },
  "a session that a release leaves on its fallback": {
    world: (now) => {
      const world = failing(now, [{ minutesAgo: 30, reason: "auth", status: 401, words: E401 }], {
        version: "2026.5.28",
      });
      const held = [20, 10, 1].flatMap((minutes) => turn(`held-${minutes}`, QWEN, now - minutes * MINUTE));
      return { ...world, history: { [MAIN]: [...(world.history[MAIN] ?? []), ...held] } };
    },
    counts: [4, 4, 0, 1],
    cause: /401|key|log-?in/i,
    notCause: NOTHING,
  },
};

/** The same gateway, with one more session that somebody set to a model of his own. */
export function besidePinned(world: World, now: number, pin = "google/gemini-3-flash-preview", answers = 1): World {
  // A second one beside the first is a session of its own.
  const name = `ops-${world.sessions.length}`;
  const key = `agent:main:${name}`;
  const history = Array.from({ length: answers }, (_, index) =>
    turn(`${name}-${index}`, pin, now - (answers - index) * 20_000),
  ).flat();
  return {
    ...world,
    sessions: [row(key, name, pin, now - 20_000, { modelOverrideSource: "user" }), ...world.sessions],
    history: { ...world.history, [key]: history },
  };
}
