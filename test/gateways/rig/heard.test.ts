import { expect, it } from "vitest";
import { conclude, hear, type Heard, nothingHeard } from "./turns/heard.ts";
import { signAnswer } from "./turns/signature.ts";

const answer = signAnswer("gpt-5.3-codex", 4);
const lifecycle = (phase: string, more = {}) => agent({ stream: "lifecycle", data: { phase, ...more } });
const says = (text: string, runId = "own") => agent({ stream: "assistant", data: { text } }, runId);
const agent = (payload: object, runId = "own") => event("agent", { runId, ...payload });
const chat = (payload: object) => event("chat", { runId: "own", ...payload });
const event = (event: string, payload: object) => ({ type: "event", event, payload }) as const;
const whole = { role: "assistant", content: [{ type: "text", text: answer }] };

it.each([
  {
    name: "an answer still arriving is not signed yet",
    events: [lifecycle("start"), says("Hello, this is gpt-5.3-codex")],
    heard: { resting: false, signature: null },
  },
  {
    name: "the answer of a fallback is heard after the error of the first model",
    events: [
      lifecycle("start"),
      lifecycle("error", { error: "401" }),
      lifecycle("start"),
      says(answer),
      lifecycle("end"),
    ],
    heard: { resting: true, signature: { model: "gpt-5.3-codex", turn: 4 }, error: "401" },
  },
  {
    name: "an error alone is a rest, with what was said",
    events: [lifecycle("start"), chat({ state: "error", errorMessage: "401 Unauthorized" })],
    heard: { resting: true, signature: null, error: "401 Unauthorized" },
  },
  {
    name: "an answer that comes under another run is known by its signature",
    events: [chat({ state: "final" }), says(answer, "another")],
    heard: { signature: { model: "gpt-5.3-codex", turn: 4 } },
  },
  {
    name: "what other runs say is none of this turn's business",
    events: [says(signAnswer("gpt-5.4", 3), "another"), event("health", {})],
    heard: nothingHeard(4, "own"),
  },
  {
    name: "a final message carries the answer too",
    events: [chat({ state: "final", message: whole })],
    heard: { resting: true, signature: { model: "gpt-5.3-codex", turn: 4 } },
  },
])("$name", ({ events, heard }) => {
  const all = events.reduce<Heard>((soFar, one) => hear(soFar, one), nothingHeard(4, "own"));
  expect(all).toMatchObject(heard);
});

it("finds the answer of the agent method in its last reply, and the reason in a refusal", () => {
  const nothing = nothingHeard(4, "own");
  const payload = { status: "ok", result: { payloads: [{ text: answer }] } };
  expect(conclude(nothing, { ok: true, payload }).signature).toEqual({ model: "gpt-5.3-codex", turn: 4 });
  const error = { code: "UNAVAILABLE", message: "all models failed" };
  expect(conclude(nothing, { ok: false, error }).error).toBe("all models failed");
});
