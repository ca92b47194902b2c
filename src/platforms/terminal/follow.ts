import type { Card } from "../../core/card.ts";
import type { CommandReply } from "../../core/command.ts";
import type { Log } from "../../core/log.ts";
import { showReply } from "../shared/reply.ts";

/** A terminal keeps every card it was shown; `instead` says that the one before no longer holds. */
export type Print = (card: Card, standing: "beside" | "instead") => void;

/** Prints a reply and each later card, until the last one or until `signal` aborts. */
export function followInTerminal(reply: CommandReply, print: Print, signal: AbortSignal): Promise<void> {
  const printed = (card: Card, standing: "beside" | "instead"): Promise<true> => {
    print(card, standing);
    return Promise.resolve(true);
  };
  const place = {
    show: (card: Card) => printed(card, "beside"),
    replace: (_: true, card: Card) => printed(card, "instead"),
    toRef: () => null,
  };
  return showReply(reply, place, { pauseAfter: () => 0, random: () => 0, log: SILENT, signal });
}

/** Whatever goes wrong is on the screen. */
const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };
