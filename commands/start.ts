import { code, text, type Text } from "../src/core/card.ts";
import { defineCommand, type Command, type CommandReply, type CommandSummary } from "../src/core/command.ts";
import type { Enrolled, Enrolment } from "../src/core/enrolment.ts";
import { readSetupCode } from "../src/lib/setup-code.ts";
import { say } from "../src/words/say.ts";

/** `/start`: what can be asked; with a code of `setup`, its sender becomes an admin, or the room one for warnings. */
export const start = (enrolment: Enrolment, commands: () => readonly CommandSummary[]): Command =>
  defineCommand({
    name: "start",
    summary: say("menu.start"),
    access: "everyone",
    options: { code: { description: say("option.setup-code") } },
    proves: (args) => readSetupCode(args["code"] ?? "") !== null,
    async run({ caller, origin, place, now, signal }, { code: typed }) {
      const read = readSetupCode(typed ?? "");
      if (read === null) return toGreeting(commands(), caller.admin);
      return toReply(await enrolment.use(read, { caller, origin, place, now, signal }));
    },
  });

const reply = (tone: "good" | "neutral", title: Text, line: Text): CommandReply => ({
  visibility: "private",
  card: { tone, title, blocks: [text(line)] },
});

function toReply(enrolled: Enrolled): CommandReply {
  switch (enrolled.as) {
    case "admin":
      return reply(
        "good",
        say("start.admin"),
        say("start.admin-text", { help: code("/help"), here: code("/warnings here") }),
      );
    case "room":
      return reply("good", say("start.room"), say("start.room-text", { stop: code("/warnings stop") }));
    case "refused":
      return reply("neutral", say("start.refused"), enrolled.why);
  }
}

const toGreeting = (commands: readonly CommandSummary[], admin: boolean): CommandReply => ({
  visibility: "private",
  card: {
    tone: "neutral",
    title: "OpenClaw Companion",
    blocks: [
      text(say("start.greeting")),
      {
        kind: "list",
        items: commands
          .filter(({ name, access }) => name !== "start" && (admin || access === "everyone"))
          .map(({ name, summary }) => [`/${name} `, summary]),
      },
    ],
  },
});
