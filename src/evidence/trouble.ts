import { redact, shorten } from "../lib/redact.ts";

/** Why a record cannot be read. `why` may be shown to anybody; `words` are the error's own, for the log alone. */
export interface Trouble {
  readonly why: string;
  readonly words: string;
}

const MOST_WORDS = 200;
/** Sentences of our own about a reply, which name a method and a place and nothing of what stood there. */
const OWN_WORDS = /^the gateway's reply to \S+ cannot be read/;

/** Errors name sessions, logins and folders: what everybody reads says only what kind of trouble it is. */
export function describeTrouble(error: unknown): Trouble {
  const message = error instanceof Error ? error.message : "unknown error";
  const words = shorten(redact(message), MOST_WORDS);
  if (OWN_WORDS.test(message)) return { why: `its record cannot be read: ${words}`, words };
  return { why: `its record cannot be read: ${kindOf(error, message)}`, words };
}

function kindOf(error: unknown, message: string): string {
  if (/request timeout/i.test(message)) return "it does not answer in time";
  if (/missing scope/i.test(message)) return "it has taken away the right to read (operator.read)";
  if (error instanceof Error && "gatewayCode" in error) return "it refuses to tell; the companion's log has its words";
  if (error instanceof Error && /SQLITE/.test(codeOf(error)))
    return "the companion's own ledger fails; check the space and the rights of its data folder";
  return "the companion's log says why";
}

const codeOf = (error: Error): string => ("code" in error && typeof error.code === "string" ? error.code : "");
