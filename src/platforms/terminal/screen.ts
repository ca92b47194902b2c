import { clearScreenDown, createInterface, cursorTo, moveCursor, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";

export interface ScreenOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** A person sits there: show a prompt, and let them edit what they type. */
  readonly interactive: boolean;
  /** Asks the process to stop, as Ctrl-C does where nobody edits lines. */
  readonly interrupt?: () => void;
}

/** What is typed, line by line, and what is printed meanwhile. */
export interface Screen {
  readonly lines: AsyncIterable<string>;
  /** Waits for a line: shows the prompt. */
  wait(): void;
  /** Prints above what is being typed, which stays as it is. */
  print(text: string): void;
  close(): void;
}

const PROMPT = "> ";
const REMEMBERED = 500;

/** `complete`: what a line that is begun may become, for the Tab key. */
export function openScreen(options: ScreenOptions, complete: (line: string) => readonly string[]): Screen {
  const { input, output, interactive, interrupt } = options;
  const lines = interactive ? openEditor(options, complete) : createInterface({ input, terminal: false });
  // From now on: one that is closed before anybody reads it would never end.
  const typed = lines[Symbol.asyncIterator]();
  let isWaiting = false;
  lines.on("line", () => (isWaiting = false));
  // A terminal that edits lines takes Ctrl-C for itself.
  lines.on("SIGINT", () => (interrupt === undefined ? lines.close() : interrupt()));
  return {
    lines: typed,
    wait() {
      isWaiting = interactive;
      if (interactive) lines.prompt();
    },
    print(text) {
      if (!isWaiting) return void output.write(text);
      moveCursor(output, 0, -lines.getCursorPos().rows);
      cursorTo(output, 0);
      clearScreenDown(output);
      output.write(text);
      lines.prompt(true);
    },
    close() {
      // Ended by a key or a signal: what comes next begins on a line of its own.
      if (isWaiting) output.write("\n");
      isWaiting = false;
      lines.close();
    },
  };
}

function openEditor({ input, output }: ScreenOptions, complete: (line: string) => readonly string[]): Interface {
  return createInterface({
    input,
    output,
    terminal: true,
    prompt: PROMPT,
    historySize: REMEMBERED,
    removeHistoryDuplicates: true,
    completer: (line: string) => [[...complete(line)], line],
  });
}
