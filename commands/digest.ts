import { code, type Card } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import { LENGTHS, RHYTHMS, type Digests, type Rhythm } from "../src/core/digest.ts";
import type { HistorySource } from "../src/core/history.ts";
import type { IncidentStore } from "../src/core/incident.ts";
import { writeDigest } from "./digest-card.ts";
import { say } from "../src/words/say.ts";
import { shortCard, unclearCard, withHint } from "./short-card.ts";

const OFF = "off";
const NOW = "now";
const only = (card: Card) => ({ visibility: "private", card }) as const;

interface DigestSources {
  readonly histories: HistorySource;
  readonly incidents: Pick<IncidentStore, "unfinished">;
}

/** Writes digests from what is recorded; the picture goes with a single gateway. */
export const createDigestWriter =
  ({ histories, incidents }: DigestSources): Digests["write"] =>
  async (rhythm, now) => {
    const from = now - LENGTHS[rhythm];
    const all = await Promise.all(histories.gateways.map((gateway) => histories.read(gateway, from, now)));
    const [only] = all;
    const picture = only && all.length === 1 ? await histories.picture(only) : null;
    return writeDigest(rhythm, all, await incidents.unfinished(), picture);
  };

const OTHERWISE: Readonly<Record<string, string>> = {
  day: "daily",
  days: "daily",
  week: "weekly",
  weeks: "weekly",
  none: OFF,
  never: OFF,
  no: OFF,
  stop: OFF,
};

/** `each day` is daily. */
function meantOf(typed: string): string {
  const word = typed
    .trim()
    .toLowerCase()
    .replace(/[.,!]$/, "")
    .replace(/^(?:every|each|once a|a)\s+/, "");
  return Object.hasOwn(OTHERWISE, word) ? (OTHERWISE[word] ?? word) : word;
}

/** `/digest`: what happened, now; or each day or week in this room. */
export const digest = (digests: Digests): Command =>
  defineCommand({
    name: "digest",
    summary: say("menu.digest"),
    access: "admin",
    options: { every: { description: say("option.digest-every"), choices: () => [...RHYTHMS, OFF], closed: true } },
    async run({ caller, place, now }, { every }) {
      const room = { platform: caller.platform, target: place };
      if (every === undefined || meantOf(every) === NOW)
        return only(await digests.write((await digests.of(room)) ?? "weekly", now));
      const wish = meantOf(every);
      const rhythm = RHYTHMS.find((one): one is Rhythm => one === wish) ?? null;
      if (rhythm === null && wish !== OFF)
        return only(
          unclearCard(
            say("digest.how-often"),
            withHint(say("digest.unclear", { given: code(every) }), every, [...RHYTHMS, OFF]),
          ),
        );
      await digests.set(room, rhythm, now);
      if (rhythm === null) return only(shortCard(say("digest.off")));
      return only(shortCard(say("digest.on"), say("digest.when", { rhythm, off: code("/digest off") })));
    },
  });
