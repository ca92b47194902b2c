import { isDeepStrictEqual } from "node:util";
import type { Action } from "../../core/card.ts";

/** A button and the number that presses it. */
export interface Numbered {
  readonly number: number;
  readonly action: Action<string>;
}

/** The buttons that can be pressed by their number. A number means one thing for as long as it means anything. */
export interface Buttons {
  /** The button of a number; undefined when it presses nothing. */
  find(number: number): Action<string> | undefined;
  /** Those that can be pressed now, by their numbers. */
  waiting(): readonly Numbered[];
  /** A command was given: the buttons of the reply before it are over. */
  begin(): void;
  /** Those of a card of the reply; `instead` of the ones before it, of which equal ones keep their numbers. */
  ofReply(actions: readonly Action<string>[], standing: "beside" | "instead"): readonly Numbered[];
  /** Those of a card that came by itself, in place of what that message showed before. */
  ofMessage(message: string, actions: readonly Action<string>[]): readonly Numbered[];
}

/** Numbers of cards that come by themselves begin here, so that a reply always counts from one. */
const BY_ITSELF = 11;
/** Cards that came by themselves and can still be pressed; older ones are out of sight. */
const MOST_MESSAGES = 20;

export function createButtons(): Buttons {
  let replied: readonly Numbered[] = [];
  const messages = new Map<string, readonly Numbered[]>();
  const all = (): readonly Numbered[] => [...replied, ...[...messages.values()].flat()];
  const number = (
    actions: readonly Action<string>[],
    before: readonly Numbered[],
    taken: readonly Numbered[],
    first = 1,
  ) => {
    const used = new Set(taken.map((one) => one.number));
    const given: Numbered[] = [];
    for (const action of actions) {
      const same = before.find((one) => !given.includes(one) && isDeepStrictEqual(one.action, action));
      let free = first;
      while (used.has(free) || before.some((one) => one.number === free)) free += 1;
      const one = same ?? { number: free, action };
      used.add(one.number);
      given.push(one);
    }
    return given;
  };
  return {
    waiting: () => all().toSorted((a, b) => a.number - b.number),
    find: (pressed) => all().find((one) => one.number === pressed)?.action,
    begin: () => void (replied = []),
    ofReply(actions, standing) {
      const others = [...messages.values()].flat();
      const before = standing === "instead" ? replied : [];
      const kept = standing === "beside" ? replied : [];
      const given = number(actions, before, [...others, ...kept]);
      replied = [...kept, ...given];
      return given;
    },
    ofMessage(message, actions) {
      const before = messages.get(message) ?? [];
      messages.delete(message);
      const given = number(actions, before, all(), BY_ITSELF);
      messages.set(message, given);
      const [oldest] = messages.size > MOST_MESSAGES ? messages.keys() : [];
      if (oldest !== undefined) messages.delete(oldest);
      return given;
    },
  };
}
