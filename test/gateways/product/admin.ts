import type { Companion } from "../../../src/app.ts";
import type { Card, SpokenCard } from "../../../src/core/card.ts";
import type { Caller } from "../../../src/core/command.ts";
import { SOMEWHERE } from "../../fakes/answering.ts";
import { speak } from "../../../src/words/speak.ts";

const ADMIN: Caller = { platform: "room", id: "1", name: "operator", admin: true };

/** Somebody who may repair, talking to the companion in English. */
export interface Admin {
  /** The last card of an answer: what a long command ended with. */
  ask(command: string, args?: Readonly<Record<string, string>>): Promise<SpokenCard>;
  /** Presses a button of the card that was answered last. */
  press(label: string): Promise<SpokenCard>;
}

export function createAdmin({ answer }: Companion): Admin {
  let card: SpokenCard | null = null;
  const ask: Admin["ask"] = async (name, args = {}) => {
    const signal = new AbortController().signal;
    const reply = await answer({ name, args, caller: ADMIN, origin: SOMEWHERE, place: "room", signal });
    let last: Card = reply.card;
    for await (const next of reply.updates ?? []) last = next;
    card = speak(last, "en");
    return card;
  };
  return {
    ask,
    press(label) {
      const action = card?.actions?.find((one) => one.label === label);
      if (!action) throw new Error(`no button ${label} under "${card?.title ?? "no card"}"`);
      return ask(action.command, action.args);
    },
  };
}
