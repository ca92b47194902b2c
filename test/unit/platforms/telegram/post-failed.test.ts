import { expect, test } from "vitest";
import { PostFailed } from "../../../../src/core/platform.ts";
import type { Fault } from "../../../../src/platforms/telegram/wire/fault.ts";
import { toPostFailed } from "../../../../src/platforms/telegram/out/post-failed.ts";
import { english, speakText } from "../../../../src/words/speak.ts";

const bad = (why: string): Fault => ({ kind: "refused", status: 400, why: `Bad Request: ${why}` });
const forbidden = (why: string): Fault => ({ kind: "refused", status: 403, why: `Forbidden: ${why}` });
const other = (status: number, why: string): Fault => ({ kind: "refused", status, why });

test.each<[PostFailed["kind"], why: string, fix: string | null, Fault]>([
  ["gone", "there is no such chat", "check the chat id", bad("chat not found")],
  ["gone", "takes no messages of the bot (400: Bad Request: PEER_ID_INVALID)", null, bad("PEER_ID_INVALID")],
  ["gone", "blocked the bot", "press Start", bad("group chat was deactivated")],
  [
    "gone",
    "not in that chat any more",
    "add the bot to the chat again",
    forbidden("bot was kicked from the supergroup"),
  ],
  [
    "gone",
    "not in that chat any more",
    "add the bot to the chat again",
    forbidden("bot is not a member of the channel"),
  ],
  ["gone", "blocked the bot", "press Start", forbidden("bot was blocked by the user")],
  ["gone", "blocked the bot", "press Start", forbidden("user is deactivated")],
  ["gone", "may not write", "allow the bot to write", bad("not enough rights to send text messages to the chat")],
  ["gone", "may not write", "allow the bot to write", bad("need administrator rights in the channel chat")],
  ["gone", "may not write", "allow the bot to write", bad("CHAT_WRITE_FORBIDDEN")],
  ["gone", "may not write", "allow the bot to write", bad("CHAT_SEND_PLAIN_FORBIDDEN")],
  ["gone", "may not write", "allow the bot to write", bad("have no rights to send a message")],
  ["gone", "takes no messages of the bot (403: Forbidden: no)", null, forbidden("no")],
  [
    "later",
    "cannot be reached: connection refused",
    null,
    { kind: "unreachable", why: "connection refused", arrived: "no" },
  ],
  [
    "later",
    "it may have arrived all the same",
    null,
    { kind: "unreachable", why: "connection cut", arrived: "perhaps" },
  ],
  ["later", "does not answer as it should (502: Bad Gateway)", null, other(502, "Bad Gateway")],
  ["later", "refuses the bot token (401: Unauthorized)", "check the bot token", other(401, "Unauthorized")],
  ["later", "does not answer as it should (404: Not Found)", null, other(404, "Not Found")],
  [
    "refused",
    "does not take the message (400: Bad Request: can't parse",
    null,
    bad("can't parse entities: unsupported tag"),
  ],
  ["refused", "message is too long", null, bad("message is too long")],
])("%s: %s", (kind, why, fix, fault) => {
  const failed = toPostFailed("-100123", fault);
  expect(failed).toBeInstanceOf(PostFailed);
  expect(failed.kind).toBe(kind);
  expect(failed.message).toMatch(/^telegram: cannot post to -100123: /);
  expect(failed.message).toContain(why);
  expect(failed.fix === undefined).toBe(fix === null);
  expect(english(failed.fix ?? "")).toContain(fix ?? "");
  expect(failed.retryAfter).toBeUndefined();
});

test("what Telegram asks to wait is told in milliseconds", () => {
  const fault: Fault = { kind: "refused", status: 429, why: "Too Many Requests: retry after 300", retryAfter: 300 };
  expect(toPostFailed("-100123", fault)).toMatchObject({ kind: "later", retryAfter: 300_000 });
});

test("Telegram's own words follow those of the reader's language", () => {
  expect(speakText(toPostFailed("-100123", bad("chat not found")).why, "de")).toBe(
    "diesen Chat gibt es nicht, oder der Bot ist nicht darin (400: Bad Request: chat not found)",
  );
});

test("what Telegram says without end is cut", () => {
  expect(toPostFailed("-100123", bad("a".repeat(10_000))).message.length).toBeLessThan(500);
});
