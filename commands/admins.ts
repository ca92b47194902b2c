import { code, note, strong, text, when, type Line } from "../src/core/card.ts";
import { defineCommand, type Command, type CommandReply } from "../src/core/command.ts";
import type { Admin, Enrolment } from "../src/core/enrolment.ts";
import { say } from "../src/words/say.ts";
import { shortCard } from "./short-card.ts";

/** More buttons would not be shown. */
const MOST_BUTTONS = 4;
/** Of what a button shows. */
const LONGEST_NAME = 33;

/** `/admins`: who became an admin with a code of `setup`, and taking that back. */
export const admins = (enrolment: Enrolment): Command =>
  defineCommand({
    name: "admins",
    summary: say("menu.admins"),
    access: "admin",
    options: { remove: { description: say("option.remove-admin"), choices: () => enrolment.admins().map(nameOf) } },
    async run({ caller }, { remove }): Promise<CommandReply> {
      if (remove === undefined) return { visibility: "private", card: writeList(enrolment.admins()) };
      const { platform, id } = readWhom(remove, enrolment.admins());
      const who = code(id === "" ? remove : `${platform}:${id}`);
      // Admins of one gateway alone make nobody else's rights their business.
      if (caller.adminOf !== undefined) return { visibility: "private", card: shortCard(say("admins.of-all")) };
      const was = await enrolment.remove(platform, id);
      const card = was
        ? shortCard(say("admins.removed"), say("admins.removed-text", { who }))
        : shortCard(say("admins.none"), say("admins.none-text", { who }));
      return { visibility: "private", card };
    },
  });

/** `discord:123`, as it is listed, or the id alone where one admin has it. */
function readWhom(typed: string, all: readonly Admin[]): Pick<Admin, "platform" | "id"> {
  const words = typed.trim().replace(/^remove\s+/i, "");
  const [, platform = "", id = ""] = /^([a-z]+):\s*(.+)$/i.exec(words) ?? [];
  const [only, ...more] = all.filter((one) => one.id === words);
  return only !== undefined && more.length === 0 ? only : { platform: platform.toLowerCase(), id };
}

const nameOf = ({ platform, id }: Admin): string => `${platform}:${id}`;

function writeList(all: readonly Admin[]) {
  const items = all.map((one): Line => [
    say("admins.one", { name: strong(one.name), id: code(nameOf(one)), at: when(one.at) }),
  ]);
  return {
    tone: "neutral" as const,
    title: all.length === 0 ? say("admins.title-none") : say("admins.title"),
    blocks: [
      ...(all.length === 0 ? [text(say("admins.codes"))] : [{ kind: "list" as const, items }]),
      note(say("admins.besides")),
    ],
    actions: all.slice(0, MOST_BUTTONS).map((one) => ({
      label: say("admins.remove", { name: one.name.slice(0, LONGEST_NAME) }),
      style: "danger" as const,
      command: "admins",
      args: { remove: nameOf(one) },
    })),
  };
}
