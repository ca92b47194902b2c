import { describe, expect, test } from "vitest";
import { failure } from "../fakes/discord/faults.ts";
import { SERVER_ERROR, tooManyRequests, UNAUTHORIZED, type FaultKind } from "../fakes/telegram/faults.ts";
import { endWell, openStage, play, type Step } from "./faults/stage.ts";
import * as $ from "./faults/steps.ts";
import { inTest } from "../parts/ending.ts";
import { GROUP } from "./service.ts";

const refusal = (code: number, description: string): FaultKind => ({ kind: "refuse", code, description });
const KICKED = refusal(403, "Forbidden: bot was kicked from the supergroup chat");
const NOT_FOUND = refusal(400, "Bad Request: chat not found");
const NO_RIGHTS = refusal(400, "Bad Request: not enough rights to send text messages to the chat");
const STRANGE_404 = refusal(404, "Not Found");
const cut = { kind: "cut", when: "before" } as const;
const lost = { kind: "cut", when: "after" } as const;
const silent = { kind: "hang", when: "after" } as const;
const page = { kind: "garbage" } as const;
const html = (status: number, headers = {}) =>
  ({
    kind: "status",
    status,
    body: "<html>Sign in</html>",
    headers: { "content-type": "text/html", ...headers },
  }) as const;
const late = (after: number) => ({ kind: "slow", after }) as const;
const UNREACHED = /no warnings reach discord:/;
const UNREACHED_GROUP = /no warnings reach telegram:/;
const again = [$.kill, $.start];

/** What happens to the program; how it has to stand in the end is the same for all. */
const SCRIPTS: readonly (readonly [name: string, ...steps: Step[]])[] = [
  [
    "Discord 50013, then the rights come back",
    $.discordRefuses(403, 50_013),
    $.start,
    $.told("telegram", UNREACHED),
    $.lift,
    $.channelChanges,
    $.warned("discord"),
  ],
  [
    "Discord 50001, then the server lets it in again",
    $.discordRefuses(403, 50_001),
    $.start,
    $.told("telegram", UNREACHED),
    $.lift,
    $.serverLetsIn,
    $.warned("discord"),
  ],
  [
    "Discord 10003, then a start with the same room",
    $.discordRefuses(404, 10_003),
    $.start,
    $.told("telegram", UNREACHED),
    $.lift,
    $.stop,
    $.start,
    $.warned("discord"),
  ],
  [
    "Discord 40006 for ten seconds",
    $.discordRefuses(400, 40_006),
    $.start,
    $.told("telegram", UNREACHED),
    $.lift,
    $.warned("discord"),
  ],
  [
    "Discord 60003 for ten seconds",
    $.discordRefuses(403, 60_003),
    $.start,
    $.told("telegram", UNREACHED),
    $.lift,
    $.warned("discord"),
  ],
  [
    "both rooms lost at once, told to admins in private",
    $.discordRefuses(403, 50_013),
    $.telegramDoes(KICKED),
    $.start,
    $.logged('"room":"discord:'),
    $.logged('"room":"telegram:'),
    $.lift,
    $.channelChanges,
    $.groupLetsIn,
    $.warned("discord", "telegram"),
  ],
  [
    "a lost room is not ready, and is in the metrics",
    $.serves,
    $.discordRefuses(403, 50_013),
    $.start,
    $.told("telegram", UNREACHED),
    $.reads("/readyz", /^503 [^]*no warnings reach discord:/),
    $.reads("/metrics", /warning_room_reached\{room="discord:\d+"\} 0/),
    $.lift,
    $.channelChanges,
    $.warned("discord"),
    $.reads("/readyz", /^200/),
    $.reads("/metrics", /warning_room_reached\{room="discord:\d+"\} 1/),
  ],
  [
    "a token file that is wrong, and corrected while the other chat goes on",
    $.wrongToken,
    $.begin,
    $.warned("discord"),
    $.told("discord", "One chat is not answered any more"),
    $.rightToken,
    $.logged("this chat is served again"),
    $.warned("telegram"),
  ],
  [
    "Telegram 403 kicked, then let in again",
    $.telegramDoes(KICKED),
    $.start,
    $.told("discord", UNREACHED_GROUP),
    $.lift,
    $.groupLetsIn,
    $.warned("telegram"),
  ],
  [
    "Telegram no rights, then they come back",
    $.telegramDoes(NO_RIGHTS),
    $.start,
    $.told("discord", UNREACHED_GROUP),
    $.lift,
    $.groupLetsIn,
    $.warned("telegram"),
  ],
  [
    "Telegram chat not found, then a start with the same room",
    $.telegramDoes(NOT_FOUND),
    $.start,
    $.told("discord", UNREACHED_GROUP),
    $.lift,
    ...again,
    $.warned("telegram"),
  ],
  ["one 401 of Discord on a post", $.discordDoes(failure(401, 0, "401: Unauthorized"), $.POSTS, 1), $.start],
  ["a hotel's page instead of Discord, five times", $.discordDoes(html(401), $.POSTS, 5), $.start],
  ["one 401 of Telegram on a poll", $.start, $.telegramDoes(UNAUTHORIZED, "getUpdates", 1), $.asksTelegram],
  ["one 404 of Telegram on a poll", $.start, $.telegramDoes(STRANGE_404, "getUpdates", 1), $.asksTelegram],
  ["pages instead of Telegram's JSON", $.telegramDoes(page, "*", 3), $.start, $.asksTelegram],
  [
    "a webhook answered with 403, then right",
    $.receiverDoes({ status: 403 }, 1),
    $.start,
    $.told("discord", /no warnings reach webhook:/),
    ...again,
    $.warned("webhook"),
  ],
  ["an acknowledgement answered after 1.2 s", $.start, $.discordDoes(late(1_200), $.CALLBACKS), $.asksDiscord],
  ["an acknowledgement answered after 2.0 s", $.start, $.discordDoes(late(2_000), $.CALLBACKS), $.asksDiscord],
  ["an acknowledgement answered after 2.9 s", $.start, $.discordDoes(late(2_900), $.CALLBACKS), $.asksDiscord],
  [
    "an acknowledgement whose answer is lost",
    $.start,
    $.discordDoes({ kind: "cut-after" }, $.CALLBACKS),
    $.asksDiscord,
  ],
  [
    "a press acknowledged after 2.9 s",
    $.start,
    $.warned("discord"),
    $.discordDoes(late(2_900), $.CALLBACKS),
    $.presses("Details", "1 session"),
  ],
  [
    "a Mute pressed five hours ago",
    $.start,
    $.warned("discord"),
    $.presses("Mute", "I was away", 5),
    $.notTold("discord", "Mute for how long"),
  ],
  [
    "twenty-five questions and an /undo_fix of five hours ago",
    $.oldMessages(["/undo_fix", "/warnings here", ...Array.from({ length: 25 }, () => "/model_status")], 5),
    $.start,
    $.offersOnce,
  ],
  ["sessions closed with 4009 for eight seconds", $.closesSessions(4_009, 8), $.start, $.identifiedAtMost(5)],
  ["Retry-After at the login", $.discordDoes(html(429, { "retry-after": "3" }), /GET .*\/gateway\/bot/, 2), $.start],
  [
    "a topic closed, then opened again",
    $.inTopic(7),
    $.closeTopic(7),
    $.start,
    $.warned("telegram"),
    $.reopenTopic(7),
    $.testArrivesIn(7),
  ],
  [
    "killed between a post to Discord and its note",
    $.discordDoes({ kind: "hang-after" }, $.POSTS, 1),
    $.start,
    $.warned("discord"),
    $.lift,
    ...again,
  ],
  [
    "killed between a post to Telegram and its note",
    $.telegramDoes(silent, "sendMessage", 1),
    $.start,
    $.warned("telegram"),
    $.lift,
    ...again,
  ],
  [
    "killed between a webhook and its note",
    $.receiverDoes("hang-after", 1),
    $.start,
    $.warned("webhook"),
    $.lift,
    ...again,
  ],
  [
    "killed while nothing could be posted",
    $.discordRefuses(503, 0),
    $.telegramDoes(SERVER_ERROR),
    $.receiverDoes({ status: 503 }),
    $.start,
    $.logged("warning not delivered"),
    $.lift,
    ...again,
  ],
  [
    "killed while the disk is full and posts wait",
    $.smallDisk,
    $.discordRefuses(503, 0),
    $.telegramDoes(SERVER_ERROR),
    $.receiverDoes({ status: 503 }),
    $.start,
    $.logged("warning not delivered"),
    $.fillDisk,
    $.lift,
    $.wait(6),
    $.kill,
    $.freeDisk,
    $.start,
  ],
  [
    "killed while the disk is full and nothing waits",
    $.smallDisk,
    $.start,
    $.warned("discord", "telegram", "webhook"),
    $.fillDisk,
    $.wait(2),
    $.kill,
    $.freeDisk,
    $.start,
  ],
  [
    "answers of posts lost in every chat",
    $.discordDoes({ kind: "cut-after" }, $.POSTS, 2),
    $.telegramDoes(lost, "sendMessage", 2),
    $.receiverDoes("cut-after", 2),
    $.start,
  ],
  [
    "a network that is not there at the start",
    $.offline,
    $.telegramDoes(cut, "*"),
    $.begin,
    $.wait(4),
    $.lift,
    $.online,
  ],
  [
    "a network that goes and comes",
    $.start,
    $.warned("discord"),
    $.offline,
    $.telegramDoes(cut, "*"),
    $.wait(4),
    $.lift,
    $.online,
  ],
  [
    "told to stop while it reconnects",
    $.start,
    $.warned("discord"),
    $.offline,
    $.telegramDoes(cut, "*"),
    $.wait(2),
    $.stop,
    $.lift,
    $.online,
    $.start,
  ],
  ["another program's webhook during the run", $.start, $.setsWebhook, $.logged("webhook"), $.asksTelegram],
  [
    "another program polls with the same token",
    $.start,
    $.anotherPolls,
    $.told("telegram", "Another program uses this bot"),
    $.lift,
  ],
  [
    "another program answers with the same token",
    $.start,
    $.discordDoes(failure(400, 40_060), $.CALLBACKS, 1),
    $.asksInVain,
    $.told("discord", "Another program uses this bot"),
  ],
  [
    "a group that becomes a supergroup during the run",
    $.inGroup(-4_001),
    $.start,
    $.warnedIn(-4_001),
    $.upgrades(-4_001, GROUP),
    $.restates,
  ],
  [
    "Telegram asks to wait, Discord too",
    $.telegramDoes(tooManyRequests(2), "sendMessage", 2),
    $.discordDoes(html(429, { "retry-after": "1" }), $.POSTS, 2),
    $.start,
  ],
  [
    "a gateway that restarts is no alarm",
    $.start,
    $.warned("discord"),
    $.restartsGateway,
    $.wait(3),
    $.notTold("discord", /away|unreachable|cannot see/i),
  ],
];

describe.concurrent("the warning is in every room once, and everything answers, after", { timeout: 240_000 }, () => {
  test.for(SCRIPTS)("%s", async ([, ...steps], context) => {
    const end = await inTest(context, async () => {
      const stage = await openStage();
      await play(stage, steps);
      return endWell(stage);
    });
    expect(end).toBe(0);
  });
});
