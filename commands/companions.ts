import { note, strong, text, when, type Block, type Line } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import {
  chatSeat,
  gatewaySeat,
  isWarning,
  namesOf,
  repairSeat,
  type SeeCompanions,
  type SeenCompanion,
} from "../src/core/companions.ts";
import { SECOND } from "../src/core/time.ts";
import { say } from "../src/words/say.ts";
import { sayInTurn, sayNamed } from "../src/words/sequence.ts";

/** `/companions`: all of them, and what falls to each: chats, warnings, gateways, repairs. */
export const companions = (see: SeeCompanions): Command =>
  defineCommand({
    name: "companions",
    summary: say("menu.companions"),
    access: "admin",
    options: {},
    async run() {
      const all = await see();
      const blocks: readonly Block[] =
        all.length === 0
          ? [text(say("companions.alone"))]
          : [{ kind: "list", items: all.map(toItem) }, note(say("companions.seat"))];
      return { visibility: "private", card: { tone: "neutral", title: say("companions.title"), blocks } };
    },
  });

function toItem(one: SeenCompanion): Line {
  const { release, since, quiet } = one;
  const chats = namesOf(one, chatSeat);
  const read = namesOf(one, gatewaySeat);
  const repaired = namesOf(one, repairSeat);
  return [
    sayInTurn(
      say("companions.since", { host: strong(one.host), release, since: when(since) }),
      chats.length === 0 ? null : say("companions.chats", { chats: sayNamed(chats, NAMED) }),
      isWarning(one) ? say("companions.warns") : null,
      say("companions.reads", { count: read.length, gateways: sayNamed(read, NAMED) }),
      repaired.length === 0 ? null : say("companions.repairs", { gateways: sayNamed(repaired, NAMED) }),
      quiet === null ? say("companions.not-seen") : say("companions.heard", { seconds: Math.round(quiet / SECOND) }),
    ),
  ];
}

/** Of a thousand gateways these many are named. */
const NAMED = 10;

/** Who answers, where there are several. */
export async function writeAnswering(see: SeeCompanions): Promise<readonly Block[]> {
  // Whatever else is asked for is not kept back for it.
  const all = await see().catch(() => []);
  const self = all.find(({ isSelf }) => isSelf);
  if (self === undefined || all.length < 2) return [];
  const { host, release } = self;
  return [note(say("companions.answers", { host, release, others: all.length - 1 }))];
}
