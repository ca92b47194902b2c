import { expect, it } from "vitest";
import { writeDigest } from "../../../commands/digest-card.ts";
import { writeStatus } from "../../../commands/model-status-card.ts";
import { writeDetail } from "../../../commands/model-status-detail.ts";
import { LANGUAGES, type Card, type Line, type SpokenCard } from "../../../src/core/card.ts";
import type { Diagnosis } from "../../../src/core/diagnosis.ts";
import type { Incident, Topic } from "../../../src/core/incident.ts";
import { HOUR, MINUTE } from "../../../src/core/time.ts";
import { GAP_WORDS } from "../../../src/diagnose/gaps.ts";
import { writeIncident, writeReply } from "../../../src/notify/card.ts";
import { toTopic } from "../../../src/notify/topic.ts";
import { renderCard as renderForDiscord } from "../../../src/platforms/discord/out/render/card.ts";
import { renderCard as renderForTelegram } from "../../../src/platforms/telegram/out/render.ts";
import { say } from "../../../src/words/say.ts";
import { speak } from "../../../src/words/speak.ts";
import { looseWordsOf, speakPseudo } from "../../parts/pseudo.ts";
import { agent, answers, failure, inputOf, ruleOf } from "../parts/diagnose.ts";
import { GPT, historyOf } from "../parts/history-samples.ts";
import { impact, incident, NOW, topic } from "../parts/incidents.ts";
import { agentReport, reportOf } from "../parts/report.ts";

const CLAUDE = "anthropic/claude-sonnet-4-6";
const LOCAL = "ollama/qwen3";
/** What comes from outside, and what is the same in every language. */
const NAMES = [
  CLAUDE,
  LOCAL,
  "main",
  "research",
  "Ada",
  "gw-1",
  "gw-2",
  "ws://127.0.0.1:18789",
  "OpenClaw",
  "HTTP",
  "24h",
  "1h",
  "7d",
  "anthropic",
  "ollama",
  "claude-sonnet-4-6",
  "openai-codex/gpt-5.3-codex",
  "openai-codex",
  "gpt-5.4",
  "gpt-5.3-codex",
  "nightly",
  "week",
  "no",
];

const diagnosed = (): readonly Diagnosis[] => {
  const seen = [failure(CLAUDE, "402 Insufficient credits", { count: 4 })];
  const input = inputOf({ version: "2026.9.6", agents: [agent(CLAUDE, "main", LOCAL)], failures: seen });
  const found = ruleOf("empty-account").inspect(input);
  return "cannotTell" in found ? [] : found;
};
const [EMPTY] = diagnosed();
if (EMPTY === undefined) throw new Error("nothing is diagnosed");
const cause = { title: EMPTY.title, explanation: EMPTY.explanation };

const night = (rest: Partial<Topic> = {}): Topic =>
  topic({
    ...cause,
    models: { configured: "gpt-5.4", answering: "gpt-5.3-codex" },
    agents: ["main", "research"],
    impact: impact({ answers: 9, fallbacks: 3, unauthorized: 4, exhausted: 1, sessions: 2 }),
    remedy: "sign-in",
    ...rest,
  });
const OVER = { phase: "over", goneSince: NOW + MINUTE, overAt: NOW + HOUR } as const;
const OF_TWO = ["gw-1", "gw-2"].map((gateway): Incident => incident({ ...cause, id: gateway, gateway }));
const many = toTopic("gw-1", OF_TWO, 2) ?? topic();

const broken = reportOf({
  agents: [
    agentReport({ answering: { ...answers(CLAUDE, true), reported: "gpt-5.4" } }),
    agentReport({ verdict: "idle" }),
  ],
  diagnoses: diagnosed(),
  incomplete: [{ reason: "log-gap", until: NOW, why: GAP_WORDS["log-gap"] }],
  cannotTell: [{ rule: "sign-in-expiring", why: say("routes.sign-ins-unread") }],
  mended: { at: NOW, by: "Ada", agents: ["main"] },
  openRepair: { id: "1", state: "proving", since: NOW, by: "Ada", inHand: false },
  standing: {
    logins: [],
    plans: [{ provider: "anthropic", plan: null, windows: [{ label: "week", usedPercent: 81, resetAt: NOW }] }],
    cron: [
      {
        id: "1",
        name: "nightly",
        agent: "main",
        model: GPT,
        enabled: true,
        lastRunAt: NOW,
        lastStatus: "ok",
        lastDelivery: null,
        errorsInARow: 0,
      },
    ],
    sideRuns: [{ job: null, agent: "main", asked: GPT, answered: null, at: NOW, count: 2, substituted: null }],
  },
});
const well = reportOf({ agents: [agentReport({ verdict: "healthy", answering: answers("openai-codex/gpt-5.4") })] });
const unread = reportOf({
  link: { state: "waiting", cause: "away", why: say("links.unread-log") },
  reading: { state: "unreadable", since: NOW, why: say("links.unread-log") },
});

const NOTHING: Card = { tone: "neutral", title: "nothing", blocks: [] };

const CARDS: readonly (readonly [string, Card])[] = [
  ["the status of one that is broken", writeStatus([broken], true)],
  ["the status of several", writeStatus([broken, well, unread], false)],
  ["the status of one that is well", writeStatus([well], false)],
  ["what admins are told besides", writeDetail([broken]) ?? NOTHING],
  ["a warning", writeIncident(night(), false, NOW)],
  ["a warning of several gateways", writeIncident(many, true, NOW)],
  [
    "one that is seen to",
    writeIncident(night({ acknowledgedBy: "Ada", mutedBy: "Ada", mutedUntil: "over" }), true, NOW),
  ],
  ["one that was repaired", writeIncident(night({ phase: "recovering", mended: { at: NOW, by: "Ada" } }), false, NOW)],
  ["one that changed", writeIncident(night({ formerly: say("causes.unauthorized") }), false, NOW)],
  ["one that is over", writeIncident(night(OVER), false, NOW)],
  ["one of a gateway that was replaced", writeIncident(night({ ...OVER, ended: "replaced" }), false, NOW)],
  ["what got worse", writeReply("escalation", night(), "warning", NOW)],
  ["what lasts", writeReply("reminder", night(), "critical", NOW + HOUR)],
  ["what is over", writeReply("recovery", night(OVER), "critical", NOW + HOUR)],
  ["a digest", writeDigest("daily", [historyOf(24 * HOUR, { 3: { served: [[GPT, 4, 1]] } })], OF_TWO, null)],
];

it.each(CARDS)("no word of %s stands outside the catalogue", (_, card) => {
  expect(looseWordsOf(card, NAMES)).toEqual([]);
});

const LENGTHS = { title: 256, label: 80, text: 4096, embeds: 10 } as const;
const reading = { now: NOW, published: new Set<string>(), namesZone: false };
const spoken = (card: Card): readonly SpokenCard[] => [
  ...LANGUAGES.map((language) => speak(card, language)),
  { ...speakPseudo(card), language: "de" },
];
const lengthOf = (line: Line<string>): number =>
  line.map((part) => (typeof part === "string" ? part : part.kind === "time" ? "" : part.text)).join("").length;

it.each(CARDS)("%s fits where it is shown, in every language and in a longer one", (_, card) => {
  for (const one of spoken(card)) {
    expect(one.title.length).toBeLessThanOrEqual(LENGTHS.title);
    for (const { label } of one.actions ?? []) expect(label.length).toBeLessThanOrEqual(LENGTHS.label);
    const whole = one.blocks.map((block) => ("text" in block && block.kind !== "code" ? lengthOf(block.text) : 0));
    expect(Math.max(0, ...whole)).toBeLessThan(LENGTHS.text);
    expect(renderForDiscord(one).body.embeds.length).toBeLessThanOrEqual(LENGTHS.embeds);
    const parts = renderForTelegram(one, reading);
    expect(parts).toHaveLength(1);
    expect(parts[0]?.html.length).toBeLessThanOrEqual(LENGTHS.text);
  }
});
