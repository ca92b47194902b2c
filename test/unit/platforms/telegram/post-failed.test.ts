import { expect, test } from "vitest";
import { PostFailed } from "../../../../src/core/platform.ts";
import type { Fault } from "../../../../src/platforms/telegram/wire/fault.ts";
import { toPostFailed } from "../../../../src/platforms/telegram/out/post-failed.ts";

const bad = (why: string): Fault => ({ kind: "refused", status: 400, why: `Bad Request: ${why}` });
const forbidden = (why: string): Fault => ({ kind: "refused", status: 403, why: `Forbidden: ${why}` });
const other = (status: number, why: string): Fault => ({ kind: "refused", status, why });

test.each<[PostFailed["kind"], string, Fault]>([
  ["gone", "check the chat id", bad("chat not found")],
  ["gone", "PEER_ID_INVALID", bad("PEER_ID_INVALID")],
  ["gone", "press Start", bad("group chat was deactivated")],
  ["gone", "add the bot to the chat again", forbidden("bot was kicked from the supergroup chat")],
  ["gone", "add the bot to the chat again", forbidden("bot is not a member of the channel chat")],
  ["gone", "press Start", forbidden("bot was blocked by the user")],
  ["gone", "press Start", forbidden("user is deactivated")],
  ["gone", "allow the bot to write", bad("not enough rights to send text messages to the chat")],
  ["gone", "allow the bot to write", bad("need administrator rights in the channel chat")],
  ["gone", "allow the bot to write", bad("CHAT_WRITE_FORBIDDEN")],
  ["gone", "CHAT_SEND_PLAIN_FORBIDDEN", bad("CHAT_SEND_PLAIN_FORBIDDEN")],
  ["gone", "have no rights", bad("have no rights to send a message")],
  ["later", "connection refused", { kind: "unreachable", why: "connection refused", arrived: "no" }],
  ["later", "it may have arrived all the same", { kind: "unreachable", why: "connection cut", arrived: "perhaps" }],
  ["later", "Bad Gateway (502)", other(502, "Bad Gateway")],
  ["later", "check the bot token", other(401, "Unauthorized")],
  ["later", "Not Found (404)", other(404, "Not Found")],
  ["refused", "can't parse entities", bad("can't parse entities: unsupported start tag")],
  ["refused", "message is too long", bad("message is too long")],
])("%s: %s", (kind, words, fault) => {
  const failed = toPostFailed("-100123", fault);
  expect(failed).toBeInstanceOf(PostFailed);
  expect(failed.kind).toBe(kind);
  expect(failed.message).toMatch(/^telegram: cannot post to -100123: /);
  expect(failed.message).toContain(words);
  expect(failed.retryAfter).toBeUndefined();
});

test("what Telegram asks to wait is told in milliseconds", () => {
  const fault: Fault = { kind: "refused", status: 429, why: "Too Many Requests: retry after 300", retryAfter: 300 };
  expect(toPostFailed("-100123", fault)).toMatchObject({ kind: "later", retryAfter: 300_000 });
});
