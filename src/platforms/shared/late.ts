import { code, text, when, type Action, type Card, type Message } from "../../core/card.ts";
import type { CommandCall } from "../../core/command.ts";
import { MINUTE, type Clock, type Instant } from "../../core/time.ts";
import { shorten } from "../../lib/redact.ts";
import { say } from "../../words/say.ts";

/** What is older than this is asked about, never done: its reason may be gone, and with it whoever asked. */
const LATE = 2 * MINUTE;

/** A plan has an end of its own, and says itself that it has come, with how it stands now. */
const LATE_FOR_A_PLAN = 10 * MINUTE;

/** `args`: what a press carries. */
export const isLate = (at: Instant | null, now: Instant, args: CommandCall["args"] = {}): boolean =>
  at === null || now - at > (args["plan"] === undefined ? LATE : LATE_FOR_A_PLAN);

/** How long more of the same backlog is waited for: an outage brings everything at once. */
const GATHER = 1_000;

type LateCall = Pick<CommandCall, "name" | "args" | "caller" | "origin" | "place">;

/** What came too late, with one card a chat for all of it. */
export interface LateCalls {
  /** Resolves once the card was posted, or not. */
  take(call: LateCall): Promise<void>;
}

export function createLateCalls(parts: {
  readonly clock: Clock;
  /** Runs work after a pause; what is still waiting when the platform stops is dropped. */
  readonly later: (ms: number, work: () => Promise<void>) => Promise<void>;
  /** Posts into the chat where it was asked. Settles however that goes. */
  readonly tell: (place: string, card: Card) => Promise<void>;
}): LateCalls {
  const waiting = new Map<string, { readonly calls: LateCall[]; readonly told: Promise<void> }>();
  return {
    take(call) {
      const chat = waiting.get(call.place);
      if (chat) {
        chat.calls.push(call);
        return chat.told;
      }
      const calls = [call];
      const told = parts.later(GATHER, () => {
        waiting.delete(call.place);
        return parts.tell(call.place, writeLate(calls));
      });
      waiting.set(call.place, { calls, told });
      return told;
    },
  };
}

/** More would not be pressed. */
const MOST_BUTTONS = 5;

/** One card: who asked what and when, and a button for each thing to do it now. */
function writeLate(calls: readonly LateCall[]): Card {
  const distinct = [...new Map(calls.map((call) => [JSON.stringify([call.name, call.args]), call])).values()];
  const actions = distinct.slice(-MOST_BUTTONS).map(toAction);
  const [first] = calls;
  return {
    tone: "neutral",
    title: say("late.title"),
    blocks: [text(sayAsked(calls)), text(say("late.not-done", { count: calls.length, buttons: actions.length }))],
    ...(first && { actions }),
  };
}

function sayAsked(calls: readonly LateCall[]): Message {
  const [first] = calls;
  const count = calls.length;
  const instants = calls.flatMap(({ origin }) => origin.at ?? []);
  if (first !== undefined && count === 1) {
    const command = code(nameOf(first));
    return first.origin.at === null
      ? say("late.pressed", { command })
      : say("late.asked", { command, at: when(first.origin.at) });
  }
  const who = calls.every(({ caller }) => caller.id === first?.caller.id) ? "you" : "people";
  return instants.length === 0
    ? say("late.asked-many", { who, count })
    : say("late.asked-many-since", { who, count, since: when(Math.min(...instants)) });
}

const toAction = (call: LateCall): Action => ({
  label: say("late.run", { command: shorten(nameOf(call), 32) }),
  style: "plain",
  command: call.name,
  args: call.args,
});

const nameOf = ({ name, args }: LateCall): string =>
  // Ids that buttons carry say nothing to people.
  [`/${name}`, ...Object.values(args).filter((value) => /^[\w.:/-]{1,20}$/.test(value))].join(" ");
