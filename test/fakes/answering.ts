import type { CommandCall, CommandReply, CommandSummary, Origin } from "../../src/core/command.ts";
import type { Answer } from "../../src/core/platform.ts";

/** An answer that lets everybody ask, or those `isWelcome` says, and proposes what the commands themselves do. */
export const toAnswer = (
  answer: (call: CommandCall) => Promise<CommandReply>,
  commands: readonly CommandSummary[] = [],
  isWelcome: (person: string) => boolean = () => true,
): Answer =>
  Object.assign((call: CommandCall) => answer(call), {
    isWelcome: ({ caller }: Parameters<Answer["isWelcome"]>[0]) => Promise.resolve(isWelcome(caller.id)),
    admit: (call: CommandCall) => Promise.resolve({ isPrivate: false, reply: () => answer(call) }),
    propose: ({ name, option, typed, args }: Parameters<Answer["propose"]>[0]) =>
      Promise.resolve(commands.find((command) => command.name === name)?.options[option]?.choices?.(typed, args) ?? []),
  });

/** Somewhere nobody asks about. */
export const SOMEWHERE: Origin = {
  platform: "terminal",
  kind: "direct",
  community: null,
  userInstalled: false,
  at: null,
};
