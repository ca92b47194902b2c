import { ConfigError, sayProblem } from "../config.ts";
import type { Language, Text } from "../core/card.ts";
import { HostUnavailable } from "../core/host-unavailable.ts";
import { PlatformRefused } from "../core/platform.ts";
import { messageOf } from "../lib/message-of.ts";
import { redact } from "../lib/redact.ts";
import { say } from "../words/say.ts";
import { speakText } from "../words/speak.ts";
import { EXIT } from "./exit-codes.ts";
import { Told, UsageError, type Subcommand } from "./subcommand.ts";

/** What an error that ended a subcommand means to whoever started it: one clear text, and an exit code. */
export function toFailure(
  error: unknown,
  { usage }: Subcommand,
  language: Language,
): { readonly code: number; readonly message: string } {
  const told = (...lines: readonly Text[]): string => lines.map((line) => speakText(line, language)).join("\n");
  if (error instanceof UsageError)
    return { code: EXIT.usage, message: told(error.said, say("shell.usage", { usage })) };
  if (error instanceof ConfigError) return { code: EXIT.usage, message: told(...error.problems.map(sayProblem)) };
  if (error instanceof HostUnavailable)
    return { code: error.passing ? EXIT.temporary : EXIT.config, message: told(error.said) };
  if (error instanceof PlatformRefused) {
    const what = say("parts.of", { name: error.platform, what: error.why });
    return { code: EXIT.config, message: told(say("shell.failed", { what, fix: error.fix })) };
  }
  return { code: EXIT.software, message: redact(told(textOf(error))) };
}

/** An error for a screen, in the words of whoever reads it where it brings them. */
export const textOf = (error: unknown): Text =>
  error instanceof HostUnavailable || error instanceof Told ? error.said : wordsOf(error);

/** An error in words that may be shown: without secrets, without a stack. */
export const wordsOf = (error: unknown): string => redact(messageOf(error));
