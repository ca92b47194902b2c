import { code, text, type Message, type Text } from "../core/card.ts";
import { usageOf, type Caller, type Command, type CommandCall, type CommandReply } from "../core/command.ts";
import { findMeant } from "../lib/nearest.ts";
import { shorten } from "../lib/redact.ts";
import { say } from "../words/say.ts";

/** A refusal, for whoever asked alone. */
const refuse = (title: Message, sentence: Message): CommandReply => ({
  card: { tone: "neutral", title, blocks: [text(sentence)] },
  visibility: "private",
});

const misread = (title: Message, sentence: Message): CommandReply => {
  const { card, visibility } = refuse(title, sentence);
  return { card: { ...card, unclear: true }, visibility };
};

/** `usable`: names of the commands that whoever asks may use. */
export function unknown(name: string, usable: readonly string[]): CommandReply {
  const meant = findMeant(name.replaceAll("_", "-"), usable);
  const told = { command: code(`/${shorten(name, 40)}`), help: code("/help") };
  const title = say("answer.no-command");
  if (meant === null) return misread(title, say("answer.not-known", told));
  const { card, visibility } = misread(title, say("answer.not-known-meant", { ...told, meant: code(`/${meant}`) }));
  return { card: { ...card, actions: [{ label: `/${meant}`, style: "plain", command: meant, args: {} }] }, visibility };
}

/** Read by the caller alone, so the id that was compared may stand there, for the copying. */
export const adminsOnly = ({ name }: Pick<Command, "name">, { platform, id }: Caller): CommandReply =>
  refuse(
    say("answer.admins-only"),
    say("answer.no-admin", { command: code(`/${name}`), who: code(`${platform}:${id}`) }),
  );

export const unclear = (problem: Text, command: Pick<Command, "name" | "options">): CommandReply =>
  misread(say("answer.unclear"), say("answer.usage", { problem, usage: code(usageOf(command)) }));

/** `why`: the error's own words. */
export const failed = ({ name }: Pick<Command, "name">, why: string): CommandReply =>
  refuse(say("answer.failed"), say("answer.failed-why", { command: code(`/${name}`), why }));

export const tooMuch = (): CommandReply => refuse(say("answer.moment"), say("answer.much"));

export const stillBusy = (): CommandReply => refuse(say("answer.moment"), say("answer.busy"));

/** Where something can be shown to one person of a place alone, without writing to them first. */
const WHISPERING: ReadonlySet<string> = new Set(["discord"]);

/** All a stranger is ever told. It names no gateway, and no command. */
export const notHere = ({ caller, origin }: Pick<CommandCall, "caller" | "origin">): CommandReply => {
  const { platform, community, kind } = origin;
  const isAlone = WHISPERING.has(platform) || kind === "direct";
  const refusal = say("answer.stranger", {
    setup: code("openclaw-companion setup"),
    setting: code(`COMPANION_AUDIENCE${community === null ? "" : `=${platform}:${shorten(community, 40)}`}`),
  });
  const who = code(`${platform}:${shorten(caller.id, 40)}`);
  return {
    ...refuse(say("answer.not-here"), isAlone ? say("answer.stranger-who", { refusal, who }) : refusal),
    visibility: WHISPERING.has(platform) ? "private" : "public",
  };
};
