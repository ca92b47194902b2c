import { code, text, type Line } from "../core/card.ts";
import { usageOf, type Caller, type Command, type CommandCall, type CommandReply } from "../core/command.ts";
import { findMeant } from "../lib/nearest.ts";
import { shorten } from "../lib/redact.ts";

/** A refusal, for whoever asked alone. */
const refuse = (title: string, ...line: Line): CommandReply => ({
  card: { tone: "neutral", title, blocks: [text(...line)] },
  visibility: "private",
});

const misread = (title: string, ...line: Line): CommandReply => {
  const { card, visibility } = refuse(title, ...line);
  return { card: { ...card, unclear: true }, visibility };
};

/** `usable`: names of the commands that whoever asks may use. */
export function unknown(name: string, usable: readonly string[]): CommandReply {
  const meant = findMeant(name.replaceAll("_", "-"), usable);
  const { card, visibility } = misread(
    "There is no such command",
    code(`/${shorten(name, 40)}`),
    ...(meant === null ? [" is not known here; "] : [" is not known here. Did you mean ", code(`/${meant}`), "? "]),
    code("/help"),
    " lists what is.",
  );
  if (meant === null) return { card, visibility };
  return { card: { ...card, actions: [{ label: `/${meant}`, style: "plain", command: meant, args: {} }] }, visibility };
}

/** Read by the caller alone, so the id that was compared may stand there, for the copying. */
export const adminsOnly = ({ name }: Pick<Command, "name">, { platform, id }: Caller): CommandReply =>
  refuse(
    "Only admins may do that",
    code(`/${name}`),
    " is for the admins this bot was configured with, and ",
    code(`${platform}:${id}`),
    " is none of them. Whoever runs it makes you one with openclaw-companion setup.",
  );

export const unclear = (problem: string, command: Pick<Command, "name" | "options">): CommandReply =>
  misread("That cannot be understood", `${problem} Usage: `, code(usageOf(command)));

export const failed = ({ name }: Pick<Command, "name">, why: string): CommandReply =>
  refuse("That did not work", code(`/${name}`), ` failed: ${why}`);

export const tooMuch = (): CommandReply =>
  refuse("One moment, please", "That was a lot at once; ask again in half a minute.");

export const stillBusy = (): CommandReply =>
  refuse("One moment, please", "Your last question is still being answered.");

/** Where something can be shown to one person of a place alone, without writing to them first. */
const WHISPERING: ReadonlySet<string> = new Set(["discord"]);

/** All a stranger is ever told. It names no gateway, and no command. */
export const notHere = ({ caller, origin }: Pick<CommandCall, "caller" | "origin">): CommandReply => {
  const { platform, community, kind } = origin;
  const isAlone = WHISPERING.has(platform) || kind === "direct";
  const own: Line = isAlone ? [" You are ", code(`${platform}:${shorten(caller.id, 40)}`), " to it."] : [];
  return {
    ...refuse(
      "Not set up for this place",
      "This bot answers only where it was set up. Whoever runs it lets people in with ",
      code("openclaw-companion setup"),
      ", or opens this place with ",
      code(`COMPANION_AUDIENCE${community === null ? "" : `=${platform}:${shorten(community, 40)}`}`),
      ".",
      ...own,
    ),
    visibility: WHISPERING.has(platform) ? "private" : "public",
  };
};
