import { code, text, type Card } from "../src/core/card.ts";
import { defineCommand, type Command, type CommandReply, type Origin } from "../src/core/command.ts";
import type { Places } from "../src/core/places.ts";
import { shorten } from "../src/lib/redact.ts";
import { say } from "../src/words/say.ts";
import { nameOf, writeUninvited } from "./places-card.ts";

/** `/leave [place]`: takes the bot out of a server or group nobody set up; without one, that where it is asked. */
export const leave = (places: Places): Command =>
  defineCommand({
    name: "leave",
    summary: say("menu.leave"),
    access: "admin",
    options: {
      place: {
        description: say("option.leave"),
        takes: (value) => PLACE.test(value),
        proposals: async () => (await places.uninvited()).map(nameOf),
      },
    },
    async run({ caller, origin, signal }, { place }): Promise<CommandReply> {
      // Admins of one gateway alone do not decide where all are told of.
      if (caller.adminOf !== undefined) return alone({ tone: "neutral", title: say("leave.not-yours"), blocks: [] });
      const wanted = place === undefined ? hereOf(origin) : toPlace(place, caller.platform);
      if (wanted === null) return alone(writeUninvited(await places.uninvited()));
      const at = wanted.indexOf(":");
      const outcome = await places.leave(wanted.slice(0, at), wanted.slice(at + 1), signal);
      const id = code(shorten(wanted, 60));
      switch (outcome.kind) {
        case "left":
          return alone({ tone: "good", title: say("leave.left"), blocks: [text(say("leave.left-text", { id }))] });
        case "set up":
          return refuse(say("leave.set-up"), say("leave.set-up-text", { id, command: code("/leave") }));
        case "not there":
          return refuse(say("leave.not-there"), say("leave.not-there-text", { id }));
        case "failed":
          return refuse(say("leave.failed"), say("leave.failed-text", { id, why: outcome.why }));
      }
    },
  });

/** As it is listed, `telegram:-100123`, or by its id alone in the chat it is of. */
const PLACE = /^(?:([a-z]+):\s*)?(-?\w{1,40})$/i;

function toPlace(typed: string, platform: string): string {
  const [, named = platform, id = ""] = PLACE.exec(typed.trim()) ?? [];
  return `${named.toLowerCase()}:${id}`;
}

/** An app that was brought along is in no place it could leave. */
const hereOf = ({ platform, kind, community, userInstalled }: Origin): string | null =>
  kind === "direct" || userInstalled || community === null ? null : `${platform}:${community}`;

const alone = (card: Card): CommandReply => ({ card, visibility: "private" });

const refuse = (title: Card["title"], why: Card["title"]): CommandReply =>
  alone({ tone: "neutral", title, blocks: [text(why)] });
