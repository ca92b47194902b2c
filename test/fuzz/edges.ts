import * as fc from "fast-check";
import { parseBounded } from "../../src/gateway/bounds/frames.ts";
import { readConfig } from "../../src/gateway/reading/config.ts";
import { readLogPage } from "../../src/gateway/reading/log-lines.ts";
import { readAgentList, readSessions } from "../../src/gateway/reading/sessions.ts";
import { readTranscript } from "../../src/gateway/reading/transcript.ts";
import { readFailure } from "../../src/gateway/failure.ts";
import { redact, shorten } from "../../src/lib/redact.ts";
import { readCustomId } from "../../src/platforms/discord/custom-id.ts";
import { readCommand } from "../../src/platforms/telegram/in/command.ts";
import { parseCommand } from "../../src/platforms/terminal/parse.ts";
import { CHAT_EDGES } from "./chat-edges.ts";
import { toPlain } from "../../src/platforms/terminal/plain.ts";

/** A place where something from outside comes in, with what it may be given. */
export interface Edge {
  readonly name: string;
  readonly input: fc.Arbitrary<unknown>;
  /** Throws only what is no expected refusal. */
  readonly take: (input: unknown) => void;
}

const KEYS = ["sessions", "messages", "lines", "agents", "model", "provider", "role", "content", "timestamp", "hash"];
const key = fc.oneof(fc.constantFrom(...KEYS, "__proto__", "constructor", "toString"), fc.string());
const value = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("json"), { maxLength: 5 }),
    fc.dictionary(key, tie("json"), { maxKeys: 6 }),
  ),
})).json;
const noise = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom(..."[ ] { } , : / @ = % | - _ . < > & a 1".split(" "), '"', "\\", "\u001b", "\n"),
  }),
);

/** Replies that are none are refused in one sentence, which names the method and no value. */
const orRefused = (read: () => unknown): void => {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith("the gateway's reply to ")) throw error;
  }
};

const ofText = (name: string, take: (text: string) => unknown): Edge => ({
  name,
  input: noise,
  take: (input) => void take(String(input)),
});
const ofReply = (name: string, read: (reply: unknown) => unknown): Edge => ({
  name,
  input: value,
  take: (input) => orRefused(() => read(input)),
});

export const EDGES: readonly Edge[] = [
  ofText("a frame", parseBounded),
  ofText("the redactor", redact),
  ofText("a line of an error", (text) => shorten(redact(text), 80)),
  ofText("a button of Discord", readCustomId),
  ofText("a message of Telegram", readCommand),
  ofText("a line of the terminal", (text) => parseCommand(text, [])),
  ofText("what a terminal is shown", toPlain),
  ofReply("sessions.list", (reply) => readSessions(reply, true, "main")),
  ofReply("agents.list", readAgentList),
  ofReply("chat.history", (reply) => readTranscript("a", 100, reply)),
  ofReply("logs.tail", (reply) => readLogPage(null, reply)),
  ofReply("config.get", (reply) => readConfig(reply)({ agent: "main", model: null, agents: [], sessions: [] })),
  ofReply("a refusal", (error) => readFailure(error, "ws://127.0.0.1:1")),
  ...CHAT_EDGES,
];
