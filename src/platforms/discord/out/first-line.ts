import type { SpokenCard } from "../../../core/card.ts";
import type { Mention } from "../mention.ts";
import { SIGNS } from "../../shared/signs.ts";
import { cutLine } from "./render/line.ts";
import { LIMITS } from "./render/limits.ts";
import { oneLine } from "./render/plain.ts";
import { NO_MENTIONS, type RenderedCard } from "./render/card.ts";

/** The first line of a card stands above it too: it is all that a lock screen shows. Only `mention` is ever pinged. */
export function withFirstLine(rendered: RenderedCard, card: SpokenCard, mention: Mention | null): RenderedCard {
  const line = `${SIGNS[card.tone]} ${cutLine([oneLine(card.title)], LIMITS.title)}`;
  if (mention === null) return { ...rendered, body: { ...rendered.body, content: line } };
  const { kind, id } = mention;
  const allowed = { ...NO_MENTIONS, ...(kind === "role" ? { roles: [id] } : { users: [id] }) };
  const content = `<@${kind === "role" ? "&" : ""}${id}> ${line}`;
  return { ...rendered, body: { ...rendered.body, content, allowed_mentions: allowed } };
}
