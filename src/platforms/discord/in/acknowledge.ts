import { InteractionResponseType, RequestMethod, Routes } from "discord.js";
import { DiscordFailure } from "../wire/failure.ts";
import type { PressedMessage, Ticket } from "./interaction.ts";
import { type Visibility, flagsOf, quiet } from "../out/messages.ts";
import type { Rest } from "../wire/rest.ts";

/**
 * How an interaction stands open after it was acknowledged: with a placeholder of its own, or on the private
 * message whose button was pressed, which the answer will replace.
 */
export type Opening = { readonly kind: "placeholder"; readonly visibility: Visibility } | { readonly kind: "in-place" };

/** Discord waits 3 s; what reaches it later is lost. */
const WITHIN = 2_700;
const EACH = 1_000;

/** Shows at once that we heard. Throws `DiscordFailure` when the interaction is not, or no longer, ours. */
export async function acknowledge(
  rest: Rest,
  ticket: Ticket,
  visibility: Visibility,
  pressed: PressedMessage | undefined,
  signal: AbortSignal,
): Promise<Opening> {
  if (pressed?.visibility === "private") {
    // The pressed buttons are disabled first, so that impatience does not press them twice.
    await respond(rest, ticket, InteractionResponseType.UpdateMessage, { components: pressed.rows }, signal);
    return { kind: "in-place" };
  }
  const type = InteractionResponseType.DeferredChannelMessageWithSource;
  await respond(rest, ticket, type, flagsOf(visibility), signal);
  return { kind: "placeholder", visibility };
}

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
    await rest.call({ method: RequestMethod.Post, route, body, signed: false, within: WITHIN, each: EACH }, signal);
  } catch (error) {
    if (!wasOurs(error)) throw error;
  }
}

const AUTOCOMPLETE = InteractionResponseType.ApplicationCommandAutocompleteResult;

/** An earlier try of ours got through although its answer did not. */
const wasOurs = (error: unknown): boolean =>
  error instanceof DiscordFailure && error.kind === "taken" && error.attempts > 1;
