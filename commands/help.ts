import { code, note, text, type Line } from "../src/core/card.ts";
import { defineCommand, usageOf, type Command, type CommandSummary } from "../src/core/command.ts";
import type { SeeCompanions } from "../src/core/companions.ts";
import { say } from "../src/words/say.ts";
import { writeAnswering } from "./companions.ts";

/** `/help`: what can be asked here, by whoever asks. */
export const help = (commands: () => readonly CommandSummary[], companions: SeeCompanions): Command =>
  defineCommand({
    name: "help",
    summary: say("menu.help"),
    access: "everyone",
    options: {},
    async run({ caller }) {
      const items = commands()
        .filter(({ access }) => access === "everyone" || caller.admin)
        .map((command): Line => [code(usageOf(command)), " ", command.summary]);
      return {
        visibility: "private",
        card: {
          tone: "neutral",
          title: "OpenClaw Companion",
          blocks: [
            text(say("small.help")),
            { kind: "list", items },
            ...(caller.admin ? [] : [note(say("small.help-admins"))]),
            ...(await writeAnswering(companions)),
          ],
        },
      };
    },
  });
