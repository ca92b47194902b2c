import type { Message } from "../core/card.ts";
import { HostUnavailable, LedgerUnavailable, type LedgerTrouble } from "../core/host-unavailable.ts";
import { keepText } from "./kept.ts";

/** Something on this host is in the way, in words of the catalogue. */
export const hostUnavailable = (said: Message, passing: boolean, cause?: unknown): HostUnavailable =>
  new HostUnavailable(keepText(said), passing, cause);

/** The same of what is kept. */
export const ledgerUnavailable = (
  trouble: LedgerTrouble,
  path: string,
  said: Message,
  cause?: unknown,
): LedgerUnavailable => new LedgerUnavailable(trouble, path, keepText(said), cause);
