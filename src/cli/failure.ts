import { english } from "../words/speak.ts";
import { ConfigError } from "../config.ts";
import { HostUnavailable } from "../core/host-unavailable.ts";
import { PlatformRefused } from "../core/platform.ts";
import { redact } from "../lib/redact.ts";
import { EXIT } from "./exit-codes.ts";
import { UsageError, type Subcommand } from "./subcommand.ts";
import { messageOf } from "../lib/message-of.ts";

/** What an error that ended a subcommand means to whoever started it: one clear text, and an exit code. */
export function toFailure(error: unknown, { usage }: Subcommand): { readonly code: number; readonly message: string } {
  if (error instanceof UsageError) {
    return { code: EXIT.usage, message: `${error.message}\nUsage: openclaw-companion ${usage}` };
  }
  if (error instanceof ConfigError) return { code: EXIT.usage, message: error.message };
  if (error instanceof HostUnavailable) {
    return { code: error.passing ? EXIT.temporary : EXIT.config, message: error.message };
  }
  if (error instanceof PlatformRefused)
    return { code: EXIT.config, message: `${error.message}: ${english(error.fix)}` };
  return { code: EXIT.software, message: wordsOf(error) };
}

/** An error in words that may be shown: without secrets, without a stack. */
export const wordsOf = (error: unknown): string => redact(messageOf(error));
