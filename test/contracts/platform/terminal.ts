import { PassThrough } from "node:stream";
import { onTestFinished } from "vitest";
import type { CommandCall } from "../../../src/core/command.ts";
import { createTerminal } from "../../../src/platforms/terminal/adapter.ts";
import { toAnswer } from "../../fakes/answering.ts";
import { COMMANDS, type PlatformKit } from "./stand.ts";

/** Nobody but the operator reads it. */
export const terminal: PlatformKit = {
  name: "terminal",
  openAnswering(answer) {
    const [input, output] = [new PassThrough(), new PassThrough()];
    let printed = "";
    output.setEncoding("utf8").on("data", (chunk: string) => (printed += chunk));
    const asked: CommandCall[] = [];
    const stop = new AbortController();
    const platform = createTerminal(
      { input, output, interactive: false, color: false, width: 80, language: "en" },
      Date.now,
    );
    const told = toAnswer((call) => {
      asked.push(call);
      return answer(call);
    }, COMMANDS);
    const served = platform.serve(COMMANDS, told, stop.signal);
    served.catch(() => {});
    onTestFinished(async () => {
      stop.abort();
      await served;
    });
    const cards = (): readonly string[] => printed.split(/^(?=✖ )/m).filter((card) => card.trim() !== "");
    return Promise.resolve({
      asked,
      served,
      stop: () => stop.abort(),
      ask: (command) => void input.write(`/${command}\n`),
      press(label) {
        const number = printed.match(new RegExp(`\\[(\\d+)\\] ${label}`))?.[1];
        input.write(`${number}\n`);
      },
      read: cards,
      overhead: () => [],
    });
  },
};
