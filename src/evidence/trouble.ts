import { CallFailed, type CallFault } from "../core/call-failed.ts";
import { LedgerUnavailable } from "../core/host-unavailable.ts";
import { redact, shorten } from "../lib/redact.ts";

/** Why a record cannot be read. `why` may be shown to anybody; `words` are the error's own, for the log alone. */
export interface Trouble {
  readonly why: string;
  readonly words: string;
  /** A call was not answered in time, which for once says nothing. */
  readonly slow: boolean;
}

const MOST_WORDS = 200;

/** Errors name sessions, logins and folders: what everybody reads says only what kind of trouble it is. */
export function describeTrouble(error: unknown): Trouble {
  const words = shorten(redact(error instanceof Error ? error.message : "unknown error"), MOST_WORDS);
  const slow = error instanceof CallFailed && error.fault.kind === "slow";
  return { why: `its record cannot be read: ${kindOf(error)}`, words, slow };
}

function kindOf(error: unknown): string {
  if (error instanceof CallFailed) return describeFault(error.fault);
  if (error instanceof LedgerUnavailable) return "the companion's own ledger fails; the companion's log says why";
  if (error instanceof Error && /SQLITE/.test(codeOf(error)))
    return "the companion's own ledger fails; check the space and the rights of its data folder";
  return "the companion's log says why";
}

function describeFault(fault: CallFault): string {
  switch (fault.kind) {
    case "slow":
      return `it does not answer ${fault.call} in time`;
    case "right-taken-away":
      return "it has taken away the right to read (operator.read)";
    case "refused":
      return "it refuses to tell; the companion's log has its words";
    case "unreadable":
      return `its reply to ${fault.call} cannot be understood${fault.place === "" ? "" : ` (at ${fault.place})`}`;
  }
}

const codeOf = (error: Error): string => ("code" in error && typeof error.code === "string" ? error.code : "");
