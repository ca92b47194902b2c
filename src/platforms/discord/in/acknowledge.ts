import { InteractionResponseType, RequestMethod, Routes } from "discord.js";
import { sleep } from "../../../lib/backoff.ts";
import { DiscordFailure } from "../wire/failure.ts";
import type { PressedMessage, Ticket } from "./interaction.ts";
import { type Visibility, flagsOf, quiet } from "../out/messages.ts";
import type { Rest } from "../wire/rest.ts";

/**
 * How an interaction stands open after it was acknowledged: with a placeholder of its own, or on the private
 * message whose button was pressed, which the answer will replace.
 */
export type Opening = (
  | { readonly kind: "placeholder"; readonly visibility: Visibility }
  | { readonly kind: "in-place" }
) & {
  /** Resolves once nothing more is to be heard of the acknowledgement; whether it got through, the edit tells. */
  readonly heardOf: Promise<void>;
};

/** Discord waits 3 s for us, and may take as long again to say so. What it has by then, it has. */
const PATIENCE = 2_700;
const ANSWERED = 10_000;
/** A second try goes beside the first, in case that one never arrived. */
const SECOND_TRY = 1_500;

/**
 * Shows at once that we heard. An acknowledgement without an answer in time is gone on with: it arrived, or it will.
 * Throws `DiscordFailure` when the interaction is not, or no longer, ours.
 */
export async function acknowledge(
  rest: Rest,
  ticket: Ticket,
  visibility: Visibility,
  pressed: PressedMessage | undefined,
  signal: AbortSignal,
): Promise<Opening> {
  if (pressed?.visibility === "private") {
    // The pressed buttons are disabled first, so that impatience does not press them twice.
    const data = { components: pressed.rows };
    return { kind: "in-place", ...(await tryTwice(rest, ticket, InteractionResponseType.UpdateMessage, data, signal)) };
  }
  const type = InteractionResponseType.DeferredChannelMessageWithSource;
  return { kind: "placeholder", visibility, ...(await tryTwice(rest, ticket, type, flagsOf(visibility), signal)) };
}

async function tryTwice(
  rest: Rest,
  ticket: Ticket,
  type: InteractionResponseType,
  data: object,
  signal: AbortSignal,
): Promise<Pick<Opening, "heardOf">> {
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  const first = respond(rest, ticket, type, data, until);
  let isSecondSent = false;
  const second = trySecond(() => (isSecondSent = true), rest, ticket, type, data, until);
  const heardOf = Promise.any([first, second]).then(
    () => over.abort(),
    () => {},
  );
  try {
    await Promise.race([unlessDoubtful(first, heardOf, () => isSecondSent), heardOf, sleep(PATIENCE, signal)]);
  } catch (error) {
    over.abort();
    throw error;
  }
  return { heardOf };
}

/**
 * What Discord itself says to the first try is certain, unless the second may have overtaken it. No answer leaves open
 * whether it arrived.
 */
async function unlessDoubtful(
  first: Promise<void>,
  heardOf: Promise<void>,
  isSecondSent: () => boolean,
): Promise<void> {
  try {
    await first;
  } catch (error) {
    if (isCertain(error) && !(isTaken(error) && isSecondSent())) throw error;
    await heardOf;
  }
}

/** That it was answered already is what this one hopes to hear. */
async function trySecond(
  onSend: () => void,
  ...[rest, ticket, type, data, signal]: Parameters<typeof respond>
): Promise<void> {
  await sleep(SECOND_TRY, signal);
  onSend();
  try {
    await respond(rest, ticket, type, data, signal);
  } catch (error) {
    if (!isTaken(error)) throw error;
  }
}

const isTaken = (error: unknown): boolean => error instanceof DiscordFailure && error.kind === "taken";

/** Discord itself said so; anything else leaves open whether it arrived. */
const isCertain = (error: unknown): boolean => !(error instanceof DiscordFailure && error.kind === "unreachable");

export async function respond(
  rest: Rest,
  ticket: Ticket,
  type: InteractionResponseType,
  data: object,
  signal: AbortSignal,
): Promise<void> {
  const route = Routes.interactionCallback(ticket.id, ticket.token);
  const body = { type, data: { ...data, ...(type === AUTOCOMPLETE ? {} : quiet) } };
  try {
    const limits = { within: ANSWERED, each: ANSWERED };
    await rest.call({ method: RequestMethod.Post, route, body, signed: false, ...limits }, signal);
  } catch (error) {
    if (!wasOurs(error)) throw error;
  }
}

const AUTOCOMPLETE = InteractionResponseType.ApplicationCommandAutocompleteResult;

/** An earlier try of ours got through although its answer did not. */
const wasOurs = (error: unknown): boolean =>
  error instanceof DiscordFailure && error.kind === "taken" && error.attempts > 1;
