import { code, note, text, type Line } from "../src/core/card.ts";
import { defineCommand, usageOf, type Command, type CommandSummary } from "../src/core/command.ts";

/** `/help`: what can be asked here, by whoever asks. */
export const help = (commands: () => readonly CommandSummary[]): Command =>
  defineCommand({
    name: "help",
    summary: "What this bot can tell you",
    access: "everyone",
    options: {},
    async run({ caller }) {
      const items = commands()
        .filter(({ access }) => access === "everyone" || caller.admin)
        .map((command): Line => [code(usageOf(command)), ` ${command.summary}`]);
      return {
        visibility: "private",
        card: {
          tone: "neutral",
          title: "OpenClaw Companion",
          blocks: [
            text("Tells which model really answers on your OpenClaw gateways, and why."),
            { kind: "list", items },
            ...(caller.admin ? [] : [note("Admins of this bot can do more.")]),
          ],
        },
      };
    },
  });
