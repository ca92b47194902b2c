import { RESTJSONErrorCodes as Codes } from "discord.js";
import { expect, test } from "vitest";
import type { PostFailed } from "../../../../src/core/platform.ts";
import { toPostFailed } from "../../../../src/platforms/discord/out/post-failed.ts";
import { say } from "../../../../src/words/say.ts";
import { DiscordFailure, type FailureKind } from "../../../../src/platforms/discord/wire/failure.ts";

test.each<[what: string, kind: FailureKind, code: number | undefined, means: PostFailed["kind"]]>([
  ["a connection that is cut", "unreachable", undefined, "later"],
  ["the end of this process", "stopped", undefined, "later"],
  ["a limit", "busy", 429, "later"],
  ["a token that is refused: the message is owed once that is mended", "refused", 401, "later"],
  ["a right that is missing", "denied", Codes.MissingPermissions, "gone"],
  ["a channel that is gone", "gone", Codes.UnknownChannel, "gone"],
  // Somebody deleted what stood under the nonce: the channel is there.
  ["a message that is gone", "gone", Codes.UnknownMessage, "later"],
  ["a card that Discord does not take", "invalid", Codes.InvalidFormBodyOrContentType, "refused"],
  ["a page of something on the way", "invalid", 418, "later"],
  ["what Discord has switched off for a while", "invalid", 40_006, "later"],
  ["an interaction that is over", "expired", Codes.InvalidWebhookToken, "refused"],
])("what becomes of a post: %s", (_what, kind, code, means) => {
  expect(toPostFailed("5", new DiscordFailure(kind, say("small.no-agent"), 1, code)).kind).toBe(means);
});
