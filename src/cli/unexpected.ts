import { toPlainJsonLine, toPlainLines } from "../platforms/terminal/plain.ts";
import { EXIT } from "./exit-codes.ts";
import { wordsOf } from "./failure.ts";

/** Milliseconds that are left after something unexpected while stopping. */
const LAST = 10_000;

/**
 * Whatever a library forgot to catch must not end a service, and whatever does must end it in one sentence. A service says
 * everything as lines of JSON, as its log does; so do warnings of Node and of libraries.
 */
export function tellUnexpected(running: NodeJS.Process, isService: boolean, signal: AbortSignal): void {
  let end: NodeJS.Timeout | undefined;
  const say = (level: number, msg: string): void => {
    const said = isService ? toPlainJsonLine({ level, time: Date.now(), msg }) : toPlainLines(msg);
    running.stderr.write(`${said}\n`);
  };
  running.on("unhandledRejection", (reason) => say(50, `Unexpected, and ignored: ${wordsOf(reason)}`));
  running.on("uncaughtException", (error) => {
    if (!signal.aborted) {
      say(60, `Unexpected: ${wordsOf(error)}`);
      running.exit(EXIT.software);
    }
    // What comes of ending things half-way is no reason to end the rest of them half-way too, nor to wait for ever for
    // what will not come any more. The first says it all.
    if (end !== undefined) return;
    say(40, `Unexpected while stopping, which goes on: ${wordsOf(error)}`);
    end = setTimeout(() => running.exit(EXIT.software), LAST).unref();
  });
  // Node's own word for a program that waits for what will not come any more.
  running.on("exit", (code) => {
    if (code === 13) running.exitCode = EXIT.software;
  });
  if (isService) running.removeAllListeners("warning").on("warning", (warning) => say(40, wordsOf(warning)));
}
