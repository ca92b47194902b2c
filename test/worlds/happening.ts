import { DAY, logFrom, MINUTE, row, split, turn, type Json, type World } from "./parts.ts";

const TERRA = "openai/gpt-5.6-terra";
const LUNA = "openai/gpt-5.6-luna";
const MAIN = "agent:main:main";
const E401 = "401 Incorrect API key provided.";

/** A gateway whose main session is well, with something else beside it. */
const beside = (now: number, rest: Partial<World> = {}): World => ({
  version: "2026.9.6",
  primary: TERRA,
  config: { agents: { defaults: { model: { primary: TERRA, fallbacks: [LUNA] } } } },
  ...rest,
  sessions: [row(MAIN, "s1", TERRA, now - 10 * MINUTE), ...(rest.sessions ?? [])],
  log: [logFrom(now - DAY), ...(rest.log ?? [])],
  history: { [MAIN]: turn("r1", TERRA, now - 10 * MINUTE), ...rest.history },
});

export interface Happening {
  readonly world: (now: number) => World;
  readonly exit: 0 | 1;
  readonly verdicts: readonly string[];
  /** Answers, chosen ones, fallbacks, 401s, turns without an answer. */
  readonly counts: readonly [answers: number, chosen: number, fallbacks: number, unauthorized: number, none: number];
  /** What is said above `info`; nothing where there is no alarm. */
  readonly alarm: RegExp;
}

/** The same question and the same refusal, `count` times, the last one a moment ago. */
function retried(now: number, count: number): World {
  const entries = Array.from({ length: count }, (_, index): readonly Json[] => {
    const at = now - (count - index) * 130;
    return [
      { role: "user", content: "ping", timestamp: at - 60 },
      { role: "assistant", ...split(TERRA), stopReason: "error", errorMessage: E401, content: [], timestamp: at },
    ];
  });
  return {
    ...beside(now, { version: "2026.3.28" }),
    sessions: [row(MAIN, "s1", TERRA, now - 1_000)],
    history: { [MAIN]: entries.flat() },
  };
}

export const HAPPENING: Readonly<Record<string, Happening>> = {
  "a turn that is tried without end, whose beginning has left the page": {
    world: (now) => retried(now, 900),
    exit: 1,
    verdicts: ["main failing"],
    counts: [0, 0, 0, 1, 1],
    alarm: /A turn is tried again and again: .*failed at least 500 times .*it still goes on/s,
  },
  "a turn that is tried without end, read from its beginning": {
    world: (now) => retried(now, 120),
    exit: 1,
    verdicts: ["main failing"],
    counts: [0, 0, 0, 1, 1],
    alarm: /A turn is tried again and again: .*failed 120 times /s,
  },
};
