import { DAY, HOUR, logFrom, MINUTE, row, split, turn, type Json, type World } from "./parts.ts";

const TERRA = "openai/gpt-5.6-terra";
const MINI = "openai/gpt-5.6-mini";
const LUNA = "openai/gpt-5.6-luna";
const MAIN = "agent:main:main";

const defaults = (more: Json = {}): Json => ({
  agents: { defaults: { model: { primary: TERRA, fallbacks: [LUNA] }, ...more } },
});

/** A gateway on which nothing ever failed. */
const quiet = (now: number, world: Partial<World> = {}): World => ({
  version: "2026.9.6",
  primary: TERRA,
  config: defaults(),
  sessions: [row(MAIN, "s1", TERRA, now - 10 * MINUTE)],
  history: { [MAIN]: turn("r1", TERRA, now - 10 * MINUTE) },
  log: [logFrom(now - 2 * DAY)],
  ...world,
});

export interface Chosen {
  readonly world: (now: number) => World;
  readonly answers: number;
  readonly chosen: number;
  readonly configured: string;
  readonly answering: string;
}

const right = (world: Chosen["world"], answers: number, chosen: number, more: Partial<Chosen> = {}): Chosen => ({
  world,
  answers,
  chosen,
  configured: TERRA,
  answering: TERRA,
  ...more,
});

/** In none of these did anything fall back: whatever differs from the primary was chosen. */
export const CHOSEN: Readonly<Record<string, Chosen>> = {
  "a cron job with a model of its own": right(
    (now) => {
      const key = "agent:main:cron:job-1:run:s2";
      const own = quiet(now);
      return {
        ...own,
        sessions: [row(key, "s2", MINI, now - MINUTE), ...own.sessions],
        history: { ...own.history, [key]: turn("c1", MINI, now - MINUTE) },
        more: { "cron.list": { jobs: [{ id: "job-1", payload: { kind: "agentTurn", model: MINI } }] } },
      };
    },
    2,
    1,
  ),
  "heartbeats on a cheaper model, in the main session": right(
    (now) => {
      const beat = (run: string, at: number) => turn(run, MINI, at, { question: "Read HEARTBEAT.md if it exists" });
      const history = [...turn("r1", TERRA, now - 2 * HOUR), ...beat("h1", now - HOUR), ...beat("h2", now - HOUR / 2)];
      return quiet(now, {
        config: defaults({ heartbeat: { every: "30m", model: MINI } }),
        history: { [MAIN]: history },
      });
    },
    3,
    2,
  ),
  "heartbeats that leave an answer alone, before the log begins": right(
    (now) => {
      const history = [...turn("h1", MINI, now - 3 * HOUR, { question: null }), ...turn("r1", TERRA, now - 2 * HOUR)];
      const config = defaults({ heartbeat: { model: MINI } });
      return quiet(now, { version: "2026.5.28", config, history: { [MAIN]: history }, log: [logFrom(now - HOUR)] });
    },
    2,
    1,
  ),
  "subagents on a model of their own, kept as if the gateway had set it": right(
    (now) => {
      const key = "agent:main:subagent:1";
      const own = quiet(now, { config: defaults({ subagents: { model: MINI } }) });
      return {
        ...own,
        sessions: [row(key, "s2", MINI, now - MINUTE, { modelOverrideSource: "auto" }), ...own.sessions],
        history: { ...own.history, [key]: turn("c1", MINI, now - MINUTE) },
      };
    },
    2,
    1,
  ),
  "a session that a person set to another model": right(
    (now) => {
      const key = "agent:main:work";
      const own = quiet(now);
      return {
        ...own,
        sessions: [row(key, "s2", LUNA, now - MINUTE, { modelOverrideSource: "user" }), ...own.sessions],
        history: { ...own.history, [key]: turn("w1", LUNA, now - MINUTE) },
      };
    },
    2,
    1,
  ),
  "the same on a release that does not tell who set it": right(
    (now) => {
      const key = "agent:main:work";
      const own = quiet(now, { version: "2026.5.28" });
      return {
        ...own,
        sessions: [row(key, "s2", LUNA, now - MINUTE), ...own.sessions],
        history: { ...own.history, [key]: [...turn("w1", LUNA, now - 2 * MINUTE), ...turn("w2", LUNA, now - MINUTE)] },
      };
    },
    3,
    2,
  ),
  "a person's choice in the main session, and back": right(
    (now) => {
      const history = [
        ...turn("a", TERRA, now - HOUR),
        ...turn("b", MINI, now - HOUR / 2),
        ...turn("c", TERRA, now - MINUTE),
      ];
      return quiet(now, { version: "2026.3.2", history: { [MAIN]: history } });
    },
    3,
    1,
  ),
  "a default that was switched six hours ago": right(
    (now) => {
      const history = Array.from({ length: 5 }, (_, index) =>
        turn(`m${index}`, index < 3 ? LUNA : TERRA, now - (5 - index) * 2 * HOUR),
      );
      return quiet(now, { history: { [MAIN]: history.flat() } });
    },
    5,
    3,
  ),
  "a default that was switched a moment ago": right(
    (now) => quiet(now, { history: { [MAIN]: turn("m1", LUNA, now - 10 * MINUTE) } }),
    1,
    1,
    { answering: LUNA },
  ),
  "a short id that the gateway completes": right(
    (now) => {
      const full = "google/gemini-3-flash-preview";
      return quiet(now, {
        primary: full,
        config: { agents: { defaults: { model: { primary: "google/gemini-3-flash" } } } },
        sessions: [row(MAIN, "s1", full, now - MINUTE)],
        history: { [MAIN]: turn("m1", full, now - MINUTE) },
      });
    },
    1,
    0,
    { configured: "google/gemini-3-flash-preview", answering: "google/gemini-3-flash-preview" },
  ),
  "an alias in another case": right(
    (now) =>
      quiet(now, {
        agents: [{ id: "main" }],
        config: {
          agents: { defaults: { models: { [LUNA]: { alias: "Luna" } } }, list: [{ id: "main", model: "luna" }] },
        },
        history: { [MAIN]: turn("m1", LUNA, now - MINUTE) },
      }),
    1,
    0,
    { configured: LUNA, answering: LUNA },
  ),
  "an answer that says the full name of its model, with its date": right(
    (now) => {
      const model = "openai/gpt-5.4";
      const history = { [MAIN]: turn("m1", model, now - MINUTE, { more: { responseModel: "gpt-5.4-2026-03-05" } }) };
      const config = { agents: { defaults: { model: { primary: model } } } };
      return quiet(now, { primary: model, config, sessions: [row(MAIN, "s1", model, now - MINUTE)], history });
    },
    1,
    0,
    { configured: "openai/gpt-5.4", answering: "openai/gpt-5.4" },
  ),
  "a model whose id has slashes and colons, set by a person beside the primary": right(
    (now) => {
      const [model, key] = ["openrouter/qwen/qwen3-coder:free", "agent:main:discord:channel:1"];
      const own = quiet(now);
      return {
        ...own,
        sessions: [row(key, "s2", model, now - MINUTE, { modelOverrideSource: "user" }), ...own.sessions],
        history: { ...own.history, [key]: turn("w1", model, now - MINUTE) },
      };
    },
    2,
    1,
  ),
  "a person's choice of the very model that is the fallback": right(
    (now) => {
      const history = [...turn("a", TERRA, now - HOUR), ...turn("b", LUNA, now - MINUTE)];
      const sessions = [row(MAIN, "s1", LUNA, now - MINUTE, { modelOverrideSource: "user" })];
      return quiet(now, { sessions, history: { [MAIN]: history } });
    },
    2,
    1,
  ),
  "answers from before the provider was renamed": right(
    (now) => {
      const old = `openai-codex/${split(TERRA).model}`;
      return quiet(now, { history: { [MAIN]: [...turn("a", old, now - DAY), ...turn("b", TERRA, now - MINUTE)] } });
    },
    2,
    0,
  ),
};
