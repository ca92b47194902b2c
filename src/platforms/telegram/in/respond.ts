import type { CallbackStore } from "../../../core/callbacks.ts";
import type { CommandReply, CommandSummary } from "../../../core/command.ts";
import type { Log } from "../../../core/log.ts";
import type { Answer } from "../../../core/platform.ts";
import type { Clock } from "../../../core/time.ts";
import { isLate, type LateCalls } from "../../shared/late.ts";
import { showReply } from "../../shared/reply.ts";
import { publishedName, readArguments } from "./arguments.ts";
import { readCallbackData } from "../callback-data.ts";
import { BROKEN, toGreeting, toInvitation } from "./greeting.ts";
import type { Incoming, Source } from "./incoming.ts";
import type { Outlet } from "../out/outlet.ts";
import { toTarget } from "../place.ts";
import { createReplyPlace, pauseAfter } from "../out/reply-place.ts";
import type { Shown } from "../out/shown.ts";
import { withTyping } from "./typing.ts";
import type { Wire } from "../wire/calls.ts";

export const EXPIRED = "This button has expired; run the command again.";
const LATE = "I was away when you pressed this; it was not done. The chat says how to run it now.";
export const UNDER_WAY = "This is already under way.";

export interface RespondParts {
  readonly clock: Clock;
  readonly late: LateCalls;
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

type Command = Extract<Incoming, { kind: "command" }>;
type Press = Extract<Incoming, { kind: "press" }>;

/** Sees commands and button presses through, from what was asked to the last change of the answer. */
export interface Responder {
  command(incoming: Command, signal: AbortSignal): Promise<void>;
  press(incoming: Press, signal: AbortSignal): Promise<void>;
}

export function createResponder(parts: RespondParts): Responder {
  const { commands, wire, clock, late } = parts;
  const pressed = new Set<string>();
  const find = (name: string): CommandSummary | undefined =>
    commands.find((command) => publishedName(command.name) === publishedName(name));

  return {
    async command({ typed, source }, signal) {
      const command = find(typed.name);
      if (isLate(source.origin.at, clock())) {
        // Whoever pressed Start meanwhile is greeted when they ask.
        const named = command ?? (typed.name === "start" && source.inPrivate ? find("help") : undefined);
        const args = command ? readArguments(typed.rest, command.options) : {};
        if (named) late.take({ ...toCall(source), name: named.name, args });
      } else if (command) {
        await respond(parts, source, command.name, readArguments(typed.rest, command.options), signal);
      } else if (source.inPrivate && typed.name === "start") {
        const card = toGreeting(commands, source.caller.admin);
        await show(parts, source, { card, visibility: "public" }, signal);
      } else if (source.inPrivate || typed.to !== null) {
        // In a group, a command that nobody here knows is most likely meant for another bot.
        await respond(parts, source, typed.name, {}, signal);
      }
    },
    async press({ query, data, source, since }, signal) {
      const call = await readCallbackData(data, parts.callbacks);
      const command = call === null ? undefined : find(call.name);
      if (call === null || command === undefined) {
        await wire.toast(query, EXPIRED, signal);
        return;
      }
      if (isLate(since, clock())) {
        await wire.toast(query, LATE, signal);
        late.take({ ...toCall(source), name: command.name, args: call.args });
        return;
      }
      const press = `${source.caller.id} ${toTarget(source.place)} ${source.message} ${data}`;
      const busy = pressed.has(press);
      pressed.add(press);
      try {
        await wire.toast(query, busy ? UNDER_WAY : null, signal);
        if (!busy) await respond(parts, source, command.name, call.args, signal);
      } finally {
        if (!busy) pressed.delete(press);
      }
    },
  };
}

const toCall = ({ caller, origin, place }: Source) => ({ caller, origin, place: toTarget(place) });

async function respond(
  parts: RespondParts,
  source: Source,
  name: string,
  args: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<void> {
  const work = answerSafely(parts, source, name, args, signal);
  const reply = await withTyping(parts.wire, source.place, work, signal);
  await show(parts, source, reply, signal);
}

function show(parts: RespondParts, source: Source, reply: CommandReply, signal: AbortSignal): Promise<void> {
  const { outlet, shown, wire, me, random, log } = parts;
  const invite = async ({ place, message }: Source): Promise<void> => {
    const quote = message === null ? {} : { quote: message };
    await wire.send(place, { kind: "text", html: toInvitation(me) }, { keyboard: [], ...quote }, signal);
  };
  const place = createReplyPlace({ outlet, shown, invite }, source, signal);
  return showReply(reply, place, { pauseAfter, random, log, signal });
}

/** Whoever asks gets an answer, even when answering broke. */
async function answerSafely(
  { answer, log }: RespondParts,
  { caller, origin, place }: Source,
  name: string,
  args: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<CommandReply> {
  try {
    return await answer({ name, args, caller, origin, place: toTarget(place), signal });
  } catch (error) {
    log.error(
      { command: name, error: error instanceof Error ? error.message : "unknown" },
      "telegram: answering failed",
    );
    return { card: BROKEN, visibility: "public" };
  }
}
