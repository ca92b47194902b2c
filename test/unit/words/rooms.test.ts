import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import { expect, it } from "vitest";
import { LANGUAGES } from "../../../src/core/card.ts";
import { toRoomIncident } from "../../../src/notify/rooms/incident.ts";
import { toFault } from "../../../src/notify/rooms/fault.ts";
import { explainRefusal } from "../../../src/platforms/discord/settings.ts";
import { toPostFailed as discordFailed } from "../../../src/platforms/discord/out/post-failed.ts";
import { toFailure } from "../../../src/platforms/discord/wire/failure.ts";
import { notAPlace, toPostFailed as telegramFailed } from "../../../src/platforms/telegram/out/post-failed.ts";
import type { Fault } from "../../../src/platforms/telegram/wire/fault.ts";
import type { PostFailed } from "../../../src/core/platform.ts";
import { speakLine, wordsOf } from "../../../src/words/speak.ts";
import { looseWordsIn } from "../../parts/pseudo.ts";
import { NOW } from "../parts/incidents.ts";

const SAYS = "in its own words";
const api = (code: number, status: number): DiscordAPIError =>
  new DiscordAPIError({ code, message: SAYS }, code, status, "POST", "https://discord.example", {
    files: undefined,
    body: undefined,
  });
const broken = (code: string): Error => Object.assign(new Error(SAYS), { code });

const DISCORD = [
  ...[10_003, 10_008, 10_015, 10_062, 40_006, 40_060, 50_001, 50_005, 50_007, 50_008, 50_013, 50_024, 50_027].map(
    (code) => api(code, 403),
  ),
  ...[50_035, 50_083, 60_003, 160_005].map((code) => api(code, 400)),
  api(0, 401),
  new HTTPError(503, SAYS, "POST", "https://discord.example", { files: undefined, body: undefined }),
  new RateLimitError({
    timeToReset: 12_000,
    limit: 1,
    method: "POST",
    hash: "",
    url: "",
    route: "",
    majorParameter: "",
    global: false,
    retryAfter: 12_000,
    sublimitTimeout: 0,
    scope: "shared",
  }),
  ...["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "CERT_HAS_EXPIRED", "SELF_SIGNED_CERT_IN_CHAIN", "ETIMEDOUT"].map(
    broken,
  ),
  Object.assign(new Error(SAYS), { name: "AbortError" }),
].map((error) => discordFailed("123456789012345678", toFailure(error, 1, true)));

const said = (status: number, why: string): Fault => ({ kind: "refused", status, why });
const TELEGRAM = [
  said(400, "chat not found"),
  said(403, "bot was kicked"),
  said(403, "bot was blocked"),
  said(400, "not enough rights"),
  said(429, "Too Many Requests"),
  said(401, "Unauthorized"),
  said(502, SAYS),
  said(403, SAYS),
  said(400, SAYS),
].map((fault) => telegramFailed("-100123", fault));

const NAMES = [
  SAYS,
  "chat not found",
  "bot was kicked",
  "bot was blocked",
  "not enough rights",
  "Too Many Requests",
  "Unauthorized",
  "View Channel",
  "Send Messages",
  "Embed Links",
  "Attach Files",
  "Read Message History",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "CERT_HAS_EXPIRED",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "NODE_EXTRA_CA_CERTS",
  "-100123:TOPIC",
  "NOBODY",
];

const FAILED: readonly PostFailed[] = [...DISCORD, ...TELEGRAM, notAPlace("NOBODY")];

it.each(FAILED.map((failed) => [failed.message, failed] as const))(
  "no word of ours in %s is English alone",
  (_, failed) => {
    expect([failed.why, failed.fix ?? ""].flatMap((text) => looseWordsIn(text, NAMES))).toEqual([]);
  },
);

it("why a chat is not answered any more is said in the reader's language", () => {
  for (const code of [4004, 4013, 4014, 4999]) {
    const { why, fix } = explainRefusal(code);
    expect([why, fix].flatMap((text) => looseWordsIn(text, ["https://discord.com/developers/applications"]))).toEqual(
      [],
    );
  }
});

const to = { platform: "discord", target: "123456789012345678" };

it.each([
  ["en", "Discord", "What to do: give the bot View Channel, Send Messages, Embed Links, and Attach Files there."],
  ["de", "fehlen", "Was zu tun ist: dem Bot dort View Channel, Send Messages, Embed Links und Attach Files geben."],
  ["zh-CN", "缺少权限", "处理方法：在该处授予机器人 View Channel、Send Messages、Embed Links和Attach Files。"],
] as const)("a lost room is told in %s", (language, why, fix) => {
  const failed = discordFailed(to.target, toFailure(api(50_013, 403), 1, true));
  const fault = toFault(to, failed, null, NOW);
  if (fault.kind === "detour") throw new Error("it is lost");
  const { explanation } = toRoomIncident({ ...fault, kind: fault.kind }, null, false, NOW);
  const words = wordsOf(speakLine(explanation, language));
  expect(words).toContain(language === "en" ? "lacks permissions" : why);
  expect(words).toContain(fix);
  expect(LANGUAGES).toContain(language);
});
