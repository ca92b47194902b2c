import { code, note, strong, text, when, type Line } from "../src/core/card.ts";
import { defineCommand, type Command, type CommandReply } from "../src/core/command.ts";
import type { Admin, Enrolment } from "../src/core/enrolment.ts";
import { shortCard } from "./short-card.ts";

/** More buttons would not be shown. */
const MOST_BUTTONS = 4;

/** `/admins`: who became an admin with a code of `setup`, and taking that back. */
export const admins = (enrolment: Enrolment): Command =>
  defineCommand({
    name: "admins",
    summary: "Who became an admin with a code of setup; take it back",
    access: "admin",
    options: { remove: { description: "Whom, as platform:id", choices: () => enrolment.admins().map(nameOf) } },
    async run({ caller }, { remove }): Promise<CommandReply> {
      if (remove === undefined) return { visibility: "private", card: writeList(enrolment.admins()) };
      const [, platform = "", id = ""] = /^([a-z]+):(.+)$/.exec(remove) ?? [];
      // Admins of one gateway alone make nobody else's rights their business.
      if (caller.adminOf !== undefined)
        return { visibility: "private", card: shortCard("Only an admin of all gateways may do that") };
      const was = await enrolment.remove(platform, id);
      const card = was
        ? shortCard("No admin any more", code(remove), " may do what everybody may, from now on.")
        : shortCard("There is no such admin", code(remove), " did not become one with a code.");
      return { visibility: "private", card };
    },
  });

const nameOf = ({ platform, id }: Admin): string => `${platform}:${id}`;

function writeList(all: readonly Admin[]) {
  const items = all.map((one): Line => [strong(one.name), " ", code(nameOf(one)), " since ", when(one.at)]);
  return {
    tone: "neutral" as const,
    title: all.length === 0 ? "Nobody became an admin with a code" : "Admins by a code of setup",
    blocks: [
      ...(all.length === 0 ? [text("openclaw-companion setup prints codes.")] : [{ kind: "list" as const, items }]),
      note("Those of the settings are admins besides."),
    ],
    actions: all.slice(0, MOST_BUTTONS).map((one) => ({
      label: `Remove ${one.name}`.slice(0, 40),
      style: "danger" as const,
      command: "admins",
      args: { remove: nameOf(one) },
    })),
  };
}
