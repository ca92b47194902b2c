import type { CallbackStore } from "../../../core/callbacks.ts";
import type { CommandReply, CommandSummary } from "../../../core/command.ts";
import type { Log } from "../../../core/log.ts";
import type { Answer } from "../../../core/platform.ts";
import type { Clock } from "../../../core/time.ts";
import { isLate, type LateCalls } from "../../shared/late.ts";
import { replyOrExcuse } from "../../shared/excuse.ts";
import { showReply } from "../../shared/reply.ts";
import { readArguments } from "../../shared/typed.ts";
import { publishedName } from "./command.ts";
import type { Language, Message, SpokenCard } from "../../../core/card.ts";
import { sleep } from "../../../lib/backoff.ts";
import { say } from "../../../words/say.ts";
import { speakText } from "../../../words/speak.ts";
import type { Invitations } from "./invitations.ts";
import { createPressAnswer, type PressAnswer } from "./press-answer.ts";
import { readCallbackData } from "../callback-data.ts";
import type { Incoming, Source } from "./incoming.ts";
import type { Outlet } from "../out/outlet.ts";
import { escapeHtml } from "../out/escape.ts";
import { toTarget } from "../place.ts";
import { toPostedRef } from "../out/posted-ref.ts";
import { createReplyPlace, pauseAfter } from "../out/reply-place.ts";
import type { Shown } from "../out/shown.ts";
import { withTyping } from "./typing.ts";
import type { Wire } from "../wire/calls.ts";

export interface RespondParts {
  /** Of those whose language is unknown. */
  readonly language: Language;
  readonly clock: Clock;
  readonly late: LateCalls;
  readonly invitations: Invitations;
  readonly outlet: Outlet;
  readonly wire: Wire;
  readonly log: Log;
  readonly random: () => number;
  readonly shown: Shown;
  readonly me: string;
  readonly commands: readonly CommandSummary[];
  readonly answer: Answer;
  readonly callbacks: CallbackStore;
}

/** What Telegram sends when somebody opens a bot. */
const START = "start";

type Command = Extract<Incoming, { kind: "command" }>;
type Press = Extract<Incoming, { kind: "press" }>;

/** One thing that somebody asked or pressed, and what became of it so far. */
interface Asking {
  /** Names it, for this process and those after it. */
  readonly key: string;
  /** Several processes ended while they saw to it: it is asked about. */
  readonly isAvoided: boolean;
  /** To be called once all that answers it stands in the chat; it may still change. */
  readonly stands: () => void;
}

/** Sees commands and button presses through, from what was asked to the last change of the answer. */
export interface Responder {
  command(incoming: Command, asking: Asking, signal: AbortSignal): Promise<void>;
  press(incoming: Press, asking: Asking, signal: AbortSignal): Promise<void>;
}

export function createResponder(parts: RespondParts): Responder {
  const { commands, wire, answer, clock, late } = parts;
  const pressed = new Set<string>();
  /** In short, to whoever pressed, in their language. */
  const toToast = (told: Message, { caller }: Source): string => speakText(told, caller.language ?? parts.language);
  const find = (name: string): CommandSummary | undefined =>
    commands.find((command) => publishedName(command.name) === publishedName(name));

  return {
    async command({ typed, source }, asking, signal) {
      const command = find(typed.name);
      // In a group, a command that nobody here knows is most likely meant for another bot.
      if (!command && !source.inPrivate && typed.to === null) return;
      const args = command ? readArguments(typed.rest, command.options) : {};
      // Telegram itself sends it to every bot; what comes with it may be a code for this one.
      const isStart = typed.name === START;
      if (isStart && !source.inPrivate && typed.to === null && typed.rest === "") return;
      if (asking.isAvoided || isLate(source.origin.at, clock())) {
        // Whoever pressed Start meanwhile is greeted when they ask.
        const named = isStart ? find("help") : command;
        const asked = { ...toCall(source), args: isStart ? {} : args };
        if (named && (await answer.isWelcome(toCall(source)))) await late.take({ ...asked, name: named.name });
        return;
      }
      const name = command?.name ?? typed.name;
      const admitted = await answer.admit({ ...toCall(source), name, args, signal });
      if (admitted === null) return;
      await respond(parts, source, name, () => admitted.reply(), asking, signal);
    },
    async press({ query, data, source, under, since }, asking, signal) {
      const call = await readCallbackData(data, parts.callbacks);
      const command = call === null ? undefined : find(call.name);
      if (call === null || command === undefined) {
        await wire.toast(query, toToast(say("chats.button-expired"), source), signal);
        return;
      }
      if (asking.isAvoided || isLate(since, clock(), call.args)) {
        if (!(await answer.isWelcome(toCall(source)))) return;
        await wire.toast(query, toToast(say("chats.button-late"), source), signal);
        await late.take({ ...toCall(source), name: command.name, args: call.args });
        return;
      }
      // The press names one message; how many the card has is known here, unless it is on its way or from before the start.
      const card = source.inPrivate ? (parts.shown.find(source.place, source.message) ?? under) : null;
      const own = card === null ? {} : { pressed: toPostedRef(card) };
      const admitted = await answer.admit({ ...toCall(source), ...own, name: command.name, args: call.args, signal });
      if (admitted === null) return;
      const press = `${source.caller.id} ${toTarget(source.place)} ${source.message} ${data}`;
      const alone = createPressAnswer(wire, query, signal);
      if (pressed.has(press)) {
        await alone.end(toToast(say("chats.under-way"), source));
        return;
      }
      pressed.add(press);
      const spinning = new AbortController();
      void endLater(alone, AbortSignal.any([spinning.signal, signal]));
      try {
        await respond(parts, source, command.name, () => admitted.reply(), asking, signal, alone);
      } finally {
        spinning.abort();
        await alone.end();
        pressed.delete(press);
      }
    },
  };
}

const toCall = ({ caller, origin, place }: Source) => ({ caller, origin, place: toTarget(place) });

async function respond(
  parts: RespondParts,
  source: Source,
  name: string,
  toReply: () => Promise<CommandReply>,
  asking: Asking,
  signal: AbortSignal,
  press?: PressAnswer,
): Promise<void> {
  // It holds no detail, and not everybody can be written to alone.
  const work = replyOrExcuse(name, toReply, "public", parts.log);
  const reply = await withTyping(parts.wire, source.place, work, signal);
  await show(parts, source, reply, asking, signal, press);
}

/** How long a press waits for what it is answered with; Telegram takes a later one for too old. */
const PATIENCE = 5_000;

async function endLater(press: PressAnswer, signal: AbortSignal): Promise<void> {
  await sleep(PATIENCE, signal);
  if (!signal.aborted) await press.end();
}

async function show(
  parts: RespondParts,
  source: Source,
  reply: CommandReply,
  { key, stands }: Asking,
  signal: AbortSignal,
  press?: PressAnswer,
): Promise<void> {
  const { outlet, shown, wire, me, random, log, invitations } = parts;
  /** What is private is said to the press itself; a group reads the invitation once a person and hour. */
  const otherwise = async (card: SpokenCard, { place, message, caller }: Source): Promise<void> => {
    if ((await press?.alert(card)) === true || !invitations.take(caller.id)) return;
    const quote = message === null ? {} : { quote: message };
    // It stands in a group, and holds no detail.
    const html = escapeHtml(speakText(say("chats.private-first", { bot: `@${me}` }), card.language));
    await wire.send(place, { kind: "text", html }, { keyboard: [], ...quote }, signal);
  };
  // A press changes the card that it stands under, whoever did so before.
  const own = { outlet, shown, otherwise, ...(press === undefined && { key }) };
  const place = createReplyPlace(own, source, signal);
  const ending = {
    ...place,
    async show(...shownTo: Parameters<typeof place.show>) {
      const sent = await place.show(...shownTo);
      await press?.end();
      if (reply.private === undefined) stands();
      return sent;
    },
  };
  const { language = parts.language } = source.caller;
  await showReply(reply, ending, { language, pauseAfter, random, log, signal });
}
