import { redact, shorten } from "../lib/redact.ts";

/** Why a record cannot be read. `why` may be shown to anybody; `words` are the error's own, for the log alone. */
export interface Trouble {
  readonly why: string;
  readonly words: string;
  /** A call was not answered in time, which for once says nothing. */
  readonly slow: boolean;
}

const MOST_WORDS = 200;
/** The client names the call that was not answered: the name of a method, and nothing else. */
const TIMEOUT = /request timeout(?: for ([a-z][\w.]*))?/i;
/** Sentences of our own about a reply, which name a method and a place and nothing of what stood there. */
const OWN_WORDS = /^the gateway's reply to \S+ cannot be read/;

/** Errors name sessions, logins and folders: what everybody reads says only what kind of trouble it is. */
export function describeTrouble(error: unknown): Trouble {
  const message = error instanceof Error ? error.message : "unknown error";
  const words = shorten(redact(message), MOST_WORDS);
  const kind = OWN_WORDS.test(message) ? words : kindOf(error, message);
  return { why: `its record cannot be read: ${kind}`, words, slow: TIMEOUT.test(message) };
}

function kindOf(error: unknown, message: string): string {
  const call = TIMEOUT.exec(message);
  if (call) return `it does not answer ${call[1] === undefined ? "" : `${call[1]} `}in time`;
  if (/missing scope/i.test(message)) return "it has taken away the right to read (operator.read)";
  if (error instanceof Error && "gatewayCode" in error) return "it refuses to tell; the companion's log has its words";
  if (error instanceof Error && /SQLITE/.test(codeOf(error)))
    return "the companion's own ledger fails; check the space and the rights of its data folder";
  return "the companion's log says why";
}

const codeOf = (error: Error): string => ("code" in error && typeof error.code === "string" ? error.code : "");
