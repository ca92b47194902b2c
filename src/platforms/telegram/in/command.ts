/** A command as it stands at the start of a message. `to` is the bot it was addressed to, if any. */
export interface TypedCommand {
  readonly name: string;
  readonly to: string | null;
  readonly rest: string;
}

const COMMAND = /^\/([a-z0-9][\w‐‑‒–—-]*)(?:@(\w+))?(?:\s+([\s\S]*))?$/i;

/**
 * Reads `/model_status`, `/model-status`, either with `@bot`, from the message text: Telegram's own entity
 * ends at the hyphen. Phones turn hyphens into dashes; they are read as hyphens. The name comes with hyphens.
 */
export function readCommand(text: string): TypedCommand | null {
  const [, typed, to, rest] = COMMAND.exec(text.trim()) ?? [];
  if (typed === undefined) return null;
  return { name: typed.toLowerCase().replaceAll(/[_‐‑‒–—]/g, "-"), to: to ?? null, rest: rest ?? "" };
}

/** As Telegram takes command names: `model_status`. */
export const publishedName = (name: string): string => name.toLowerCase().replaceAll("-", "_");
