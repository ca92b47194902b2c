import { code, text, type Line } from "../src/core/card.ts";
import { defineCommand, type Command, type CommandReply, type CommandSummary } from "../src/core/command.ts";
import type { Enrolled, Enrolment } from "../src/core/enrolment.ts";
import { readSetupCode } from "../src/lib/setup-code.ts";

/** `/start`: what can be asked; with a code of `setup`, its sender becomes an admin, or the room one for warnings. */
export const start = (enrolment: Enrolment, commands: () => readonly CommandSummary[]): Command =>
  defineCommand({
    name: "start",
    summary: "Begin here, also with a code of setup",
    access: "everyone",
    options: { code: { description: "The code that openclaw-companion setup prints" } },
    proves: (args) => readSetupCode(args["code"] ?? "") !== null,
    async run({ caller, origin, place, now, signal }, { code: typed }) {
      const read = readSetupCode(typed ?? "");
      if (read === null) return toGreeting(commands(), caller.admin);
      return toReply(await enrolment.use(read, { caller, origin, place, now, signal }));
    },
  });

const say = (tone: "good" | "neutral", title: string, ...line: Line): CommandReply => ({
  visibility: "private",
  card: { tone, title, blocks: [text(...line)] },
});

function toReply(enrolled: Enrolled): CommandReply {
  switch (enrolled.as) {
    case "admin":
      return say(
        "good",
        "You are an admin now",
        "You may repair, and see sessions and error texts. Go on with ",
        code("/help"),
        "; ",
        code("/warnings here"),
        " makes any room one for warnings.",
      );
    case "room":
      return say("good", "Warnings come here", "Stop them with ", code("/warnings stop"), ".");
    case "refused":
      return say("neutral", "The code was not taken", enrolled.why);
  }
}

const toGreeting = (commands: readonly CommandSummary[], admin: boolean): CommandReply => ({
  visibility: "private",
  card: {
    tone: "neutral",
    title: "OpenClaw Companion",
    blocks: [
      text("Private answers can reach you here from now on. What you can ask:"),
      {
        kind: "list",
        items: commands
          .filter(({ name, access }) => name !== "start" && (admin || access === "everyone"))
          .map(({ name, summary }) => [`/${name}`, ` ${summary}`]),
      },
    ],
  },
});
