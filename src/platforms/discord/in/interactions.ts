import { InteractionResponseType } from "discord.js";
import type { Card, Language, SpokenCard } from "../../../core/card.ts";
import type { CommandSummary } from "../../../core/command.ts";
import type { Log } from "../../../core/log.ts";
import type { Admitted, Answer } from "../../../core/platform.ts";
import type { Clock } from "../../../core/time.ts";
import { createLateCalls, isLate } from "../../shared/late.ts";
import type { ServiceTime } from "../../shared/service-time.ts";
import { replyOrExcuse } from "../../shared/excuse.ts";
import { showReply } from "../../shared/reply.ts";
import { createSeen } from "../../shared/seen.ts";
import { createTasks } from "../../shared/tasks.ts";
import { type Opening, acknowledge, respond } from "./acknowledge.ts";
import { toChoices } from "./choices.ts";
import { DiscordFailure } from "../wire/failure.ts";
import { type Deed, readCaller, readInteraction, readOrigin, toTicket } from "./interaction.ts";
import { readRaw, type RawInteraction } from "../wire/raw.ts";
import { createChannel, createReplies } from "../out/messages.ts";
import type { RenderedCard } from "../out/render/card.ts";
import { createReplyPlace, pauseAfter } from "../out/reply-place.ts";
import { toReplyRef } from "../out/reply-ref.ts";
import type { Rest } from "../wire/rest.ts";

export interface InteractionParts {
  readonly rest: Rest;
  readonly commands: readonly CommandSummary[];
  readonly answer: Answer;
  readonly admins: ReadonlySet<string>;
  readonly render: (card: SpokenCard) => RenderedCard;
  /** Of those whose language is unknown. */
  readonly language: Language;
  readonly nonce: () => string;
  readonly random: () => number;
  readonly clock: Clock;
  readonly time: ServiceTime;
  /** Has the service tell its time anew; settles however that goes. */
  readonly askTime: () => Promise<void>;
  /** Posts into a channel, with patience. */
  readonly tell: (channel: string, card: Card) => Promise<void>;
  /** Another program answered what we were asked. */
  readonly onTaken: () => void;
  readonly log: Log;
  /** Ends everything still in hand. */
  readonly signal: AbortSignal;
}

/** Takes what people do and sees each through to its answer. */
export interface Interactions {
  /** Whatever the gateway brought; what is no interaction is passed over. */
  take(raw: unknown): void;
  /** Takes nothing more; resolves when all is answered, or after `most` milliseconds. */
  close(most: number): Promise<void>;
}

type Asked = Extract<Deed, { kind: "command" | "button" }>;

export function createInteractions(parts: InteractionParts): Interactions {
  const { rest, clock, log, signal } = parts;
  const seen = createSeen(2_000);
  const tasks = createTasks((error) => {
    if (error instanceof DiscordFailure && error.kind === "taken") parts.onTaken();
    else report(log, error);
  });
  let closed = false;

  /** Commands nobody here knows get a private answer: it can only be a refusal. */
  const isPublic = (name: string): boolean =>
    parts.commands.some((command) => command.name === name && command.access === "everyone");

  const late = createLateCalls({ clock, later: (ms, work) => tasks.after(ms, work, signal), tell: parts.tell });

  async function hear(raw: RawInteraction): Promise<void> {
    const deed = readInteraction(raw);
    const isAsked = deed.kind === "command" || deed.kind === "button";
    if (await isOld(raw)) {
      // Nothing that was typed so long ago waits for proposals.
      if (!isAsked) return;
      const call = { ...whoAndWhere(raw), name: deed.name, args: deed.args };
      if (await parts.answer.isWelcome(call)) await late.take(call);
      return;
    }
    if (deed.kind === "typing") await propose(raw, deed);
    if (isAsked) await serve(raw, deed);
  }

  let asking: Promise<void> | null = null;
  /** Discord's own time decides; what was heard of it may be older than a correction of our clock. */
  async function isOld(raw: RawInteraction): Promise<boolean> {
    const { at } = readOrigin(raw);
    if (!isLate(at, parts.time.now())) return false;
    asking ??= parts.askTime().finally(() => (asking = null));
    await asking;
    return isLate(at, parts.time.now());
  }

  async function propose(raw: RawInteraction, deed: Extract<Deed, { kind: "typing" }>): Promise<void> {
    const { name, option, typed, soFar: args } = deed;
    const values = await parts.answer.propose({ ...whoAndWhere(raw), name, option, typed, args });
    const type = InteractionResponseType.ApplicationCommandAutocompleteResult;
    await respond(rest, toTicket(raw), type, { choices: toChoices(values, typed) }, signal);
  }

  const whoAndWhere = (raw: RawInteraction) => ({
    caller: readCaller(raw, parts.admins),
    origin: readOrigin(raw),
    place: toTicket(raw).channel,
    signal,
  });

  async function serve(raw: RawInteraction, asked: Asked): Promise<void> {
    const ticket = toTicket(raw);
    const pressed = asked.kind === "button" ? asked.on : undefined;
    const own = pressed?.visibility === "private" ? { pressed: toReplyRef(ticket, pressed.id) } : {};
    const admitted = await parts.answer.admit({ ...whoAndWhere(raw), ...own, name: asked.name, args: asked.args });
    if (admitted === null) return;
    const visibility = isPublic(asked.name) && !admitted.isPrivate ? "public" : "private";
    const opening = await acknowledge(rest, ticket, visibility, pressed, signal);
    await reply(raw, opening, asked.name, admitted);
  }

  async function reply(raw: RawInteraction, opening: Opening, name: string, admitted: Admitted): Promise<void> {
    const ticket = toTicket(raw);
    const replies = createReplies(rest, ticket, signal);
    const channel = createChannel(rest, signal);
    const whole = { ...parts, ticket, replies, channel, channelId: ticket.channel };
    const said = await replyOrExcuse(name, () => admitted.reply(), "private", log);
    const { language = parts.language } = readCaller(raw, parts.admins);
    await showReply(said, createReplyPlace(whole, opening), {
      language,
      pauseAfter,
      random: parts.random,
      log,
      signal,
    });
  }

  return {
    take(raw) {
      const read = readRaw(raw);
      if (read === null) log.debug({}, "discord: something came that is no interaction of a person");
      else if (!closed && seen.isNew(read.id)) tasks.start(() => hear(read));
    },
    close(most) {
      closed = true;
      return tasks.finish(most);
    },
  };
}

function report(log: Log, error: unknown): void {
  if (!(error instanceof DiscordFailure)) log.error({ err: error }, "an interaction ended with an error");
  else if (error.kind !== "stopped")
    log.warn({ kind: error.kind, code: error.code }, `an interaction was not answered: ${error.message}`);
}
