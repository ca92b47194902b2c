import { once } from "node:events";
import { code, text, type Card, type Language, type SpokenCard } from "../../core/card.ts";
import type { Caller, CommandReply, CommandSummary, Origin } from "../../core/command.ts";
import type { Answer, ChatPlatform, PostOptions } from "../../core/platform.ts";
import type { PostedRef } from "../../core/posted.ts";
import type { Clock, Instant } from "../../core/time.ts";
import { SILENT } from "../../core/log.ts";
import { replyOrExcuse } from "../shared/excuse.ts";
import { createButtons, type Numbered } from "./buttons.ts";
import { followInTerminal, waitedFor, type Print } from "./follow.ts";
import { parseCommand, type Typed } from "./parse.ts";
import { renderText } from "./render.ts";
import { speak } from "../../words/speak.ts";
import { openScreen, type Screen, type ScreenOptions } from "./screen.ts";
import { onAbort } from "../../lib/abort.ts";
import { clip } from "../../lib/clip.ts";
import { say } from "../../words/say.ts";
import { sayListed } from "../../words/sequence.ts";

export interface TerminalOptions extends ScreenOptions {
  readonly color: boolean;
  readonly width: number;
  readonly language: Language;
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

const MOST_HEADS = 200;
const ENDINGS = new Set(["exit", "quit", "/exit", "/quit"]);

/** The terminal as a chat: a command a line. Ends with its input, with `exit`, or when aborted. */
export function createTerminal(options: TerminalOptions, clock: Clock): ChatPlatform {
  const { output, color, width, language } = options;
  const buttons = createButtons();
  let screen: Screen | null = null;
  let posted = 0;
  /** What the cards that came by themselves said last, by message. */
  const heads = new Map<string, string>();

  const show = (card: SpokenCard, numbered: readonly Numbered[]): void => {
    const shown = `${renderText(card, { now: clock(), color, width }, numbered)}\n`;
    if (screen === null) output.write(shown);
    else screen.print(shown);
  };

  /** A number presses its button; where it has none, that is said, and nothing is asked. */
  const read = (line: string, commands: readonly CommandSummary[]): Typed | null => {
    if (!/^\d+$/.test(line.trim())) return parseCommand(line, commands);
    const action = buttons.find(Number(line));
    if (action) return { name: action.command, args: action.args };
    show(speak(writeNoButton(line.trim(), buttons.waiting()), language), []);
    return null;
  };

  /** A button can be pressed while its card is the newest one, as in a chat where cards are replaced. */
  const follow = (reply: CommandReply, signal: AbortSignal): Promise<void> => {
    buttons.begin();
    const print: Print = (card, standing) => show(card, buttons.ofReply(card.actions ?? [], standing));
    return followInTerminal(reply, language, print, signal);
  };

  return {
    id: "terminal",
    isLocal: true,
    status: () => ({ state: "ready", as: "terminal" }),
    async serve(commands: readonly CommandSummary[], answer: Answer, signal: AbortSignal) {
      const names = commands.map(({ name }) => `/${name} `);
      const open = openScreen(options, (line) => names.filter((name) => name.startsWith(line)));
      screen = open;
      open.wait();
      const forget = onAbort(signal, () => open.close());
      for await (const line of open.lines) {
        if (signal.aborted || ENDINGS.has(line.trim())) break;
        const typed = read(line, commands);
        const call = { caller: OPERATOR, origin: terminalAt(clock()), place: "terminal", signal };
        const tell = (told: string): void => open.print(`${told}\n`);
        if (typed) {
          const give = (): Promise<CommandReply> => waitedFor(answer({ ...typed, ...call }), language, tell);
          await follow(await replyOrExcuse(typed.name, give, "private", SILENT), signal);
        }
        open.wait();
      }
      forget();
      open.close();
      screen = null;
      if (output.writableNeedDrain) await once(output, "drain");
    },
    post(target: string, said: Card, { replacing }: PostOptions = {}): Promise<PostedRef> {
      const card = speak(said, language);
      const isOurs = replacing?.platform === "terminal" && replacing.message !== "";
      const message = isOurs ? replacing.message : `${clock()}-${(posted += 1)}`;
      const numbered = buttons.ofMessage(message, card.actions ?? []);
      // A terminal keeps what it printed: what changes in place is printed again only where it says something else.
      const head = JSON.stringify([card.tone, card.title, numbered.map(({ action }) => action.label)]);
      if (heads.get(message) !== head) show(card, numbered);
      heads.delete(message);
      heads.set(message, head);
      const [oldest] = heads.size > MOST_HEADS ? heads.keys() : [];
      if (oldest !== undefined) heads.delete(oldest);
      return Promise.resolve({ platform: "terminal", target, message });
    },
  };
}

const writeNoButton = (number: string, waiting: readonly Numbered[]): Card => {
  const names = waiting.map((one) => say("answer.button", { number: one.number, label: one.action.label }));
  return {
    tone: "neutral",
    title: say("answer.no-button", { number: clip(number, 12) }),
    blocks: [
      text(
        names.length === 0
          ? say("answer.no-button-waits", { help: code("/help") })
          : say("answer.buttons-wait", { buttons: sayListed(names) }),
      ),
    ],
  };
};
