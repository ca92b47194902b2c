import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Action, Card } from "../../core/card.ts";
import type { Caller, CommandReply, CommandSummary, Origin } from "../../core/command.ts";
import type { Answer, ChatPlatform } from "../../core/platform.ts";
import type { PostedRef } from "../../core/posted.ts";
import type { Clock, Instant } from "../../core/time.ts";
import { followInTerminal, type Print } from "./follow.ts";
import { parseCommand, type Typed } from "./parse.ts";
import { renderText } from "./render.ts";

export interface TerminalOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** A person sits there: show a prompt. */
  readonly interactive: boolean;
  readonly color: boolean;
  readonly width: number;
}

/** Whoever can start the companion may do everything it can. */
export const OPERATOR: Caller = { platform: "terminal", id: "terminal", name: "operator", admin: true };

/** Nobody but the operator reads a terminal. */
export const terminalAt = (at: Instant): Origin => ({
  platform: "terminal",
  kind: "direct",
  community: null,
  userInstalled: false,
  at,
});

const ENDINGS = new Set(["exit", "quit", "/exit", "/quit"]);

/** The terminal as a chat: a command a line. Ends with its input, with `exit`, or when aborted. */
export function createTerminal(options: TerminalOptions, clock: Clock): ChatPlatform {
  const { input, output, interactive, color, width } = options;
  let actions: readonly Action[] = [];

  const show = (card: Card): void => {
    output.write(`${renderText(card, { now: clock(), color, width })}\n`);
  };

  const read = (line: string, commands: readonly CommandSummary[]): Typed | null => {
    const action = /^\d+$/.test(line.trim()) ? actions[Number(line) - 1] : undefined;
    return action ? { name: action.command, args: action.args } : parseCommand(line, commands);
  };

  /** A button can be pressed while its card is the newest one, as in a chat where cards are replaced. */
  const follow = (reply: CommandReply, signal: AbortSignal): Promise<void> => {
    actions = [];
    const print: Print = (card, standing) => {
      actions = [...(standing === "beside" ? actions : []), ...(card.actions ?? [])];
      show(card);
    };
    return followInTerminal(reply, print, signal);
  };

  return {
    id: "terminal",
    status: () => ({ state: "ready", as: "terminal" }),
    async serve(commands: readonly CommandSummary[], answer: Answer, signal: AbortSignal) {
      const lines = createInterface({ input, terminal: false });
      let isPrompted = false;
      const prompt = (): void => {
        if (interactive) output.write("> ");
        isPrompted = interactive;
      };
      const close = (): void => lines.close();
      signal.addEventListener("abort", close, { once: true });
      prompt();
      for await (const line of lines) {
        isPrompted = false;
        if (signal.aborted || ENDINGS.has(line.trim())) break;
        const typed = read(line, commands);
        const call = { caller: OPERATOR, origin: terminalAt(clock()), place: "terminal", signal };
        if (typed) await follow(await answer({ ...typed, ...call }), signal);
        prompt();
      }
      signal.removeEventListener("abort", close);
      lines.close();
      // Ended by a key or a signal: what comes next begins on a line of its own.
      if (isPrompted) output.write("\n");
      if (output.writableNeedDrain) await once(output, "drain");
    },
    post(target: string, card: Card): Promise<PostedRef> {
      if (card.actions) ({ actions } = card);
      show(card);
      return Promise.resolve({ platform: "terminal", target, message: "" });
    },
  };
}
