import { toPlain, toPlainLines } from "../../platforms/terminal/plain.ts";
import * as clack from "@clack/prompts";
import type { Shell } from "../subcommand.ts";
import type { Question } from "../../platforms/shared/definition.ts";
import { inspectAnswer } from "./questions.ts";

/** The person at the terminal. Answers are null once they want to leave. */
export interface Prompts {
  /** The answer to a question; an empty text is an answer. `set` is the value it has now. */
  ask(question: Question, set: string | undefined): Promise<string | null>;
  choose(
    message: string,
    options: readonly { readonly value: string; readonly label: string }[],
    chosen: readonly string[],
  ): Promise<readonly string[] | null>;
  /** One of several. */
  pick(message: string, options: readonly { readonly value: string; readonly label: string }[]): Promise<string | null>;
  /**
   * What `work` comes to; `skipped` when the person presses Enter before, `left` when they leave. `work` ends with its
   * signal then.
   */
  waitFor<T>(message: string, work: (signal: AbortSignal) => Promise<T>): Promise<T | "skipped" | "left">;
  /** Something to copy, on a line of its own without a frame. */
  line(text: string): void;
  confirm(message: string): Promise<boolean | null>;
  note(title: string, lines: readonly string[]): void;
  /** An address on a line of its own: a frame around it would cut it. */
  link(title: string, url: string): void;
  say(tone: "info" | "success" | "warn", line: string): void;
  begin(title: string): void;
  end(line: string): void;
}

export function createPrompts({ input, output, signal }: Pick<Shell, "input" | "output" | "signal">): Prompts {
  const io = { input, output, signal };
  return {
    async ask(question, set) {
      const isSet = set !== undefined && set !== "";
      const validate = (typed: string | undefined) =>
        inspectAnswer(question, typed, isSet && question.kind === "secret");
      const answer =
        question.kind === "secret"
          ? await clack.password({ ...io, message: `${question.message}${toTail(question, isSet)}`, validate })
          : await clack.text({
              ...io,
              message: question.message,
              initialValue: set ?? question.initial ?? "",
              validate,
            });
      // An empty password comes as undefined, whatever its type says.
      return clack.isCancel(answer) ? null : (answer ?? "").trim();
    },
    async choose(message, options, chosen) {
      const given = { ...io, message, required: false, initialValues: [...chosen] };
      return orNull(await clack.multiselect({ ...given, options: [...options] }));
    },
    pick: async (message, options) => orNull(await clack.select({ ...io, message, options: [...options] })),
    async waitFor(message, work) {
      const done = new AbortController();
      const settled = work(AbortSignal.any([done.signal, ...(signal === undefined ? [] : [signal])])).then(
        (value) => {
          done.abort();
          return { value };
        },
        (error: unknown) => {
          // It was ended because the person went on.
          if (done.signal.aborted || signal?.aborted) return null;
          done.abort();
          throw error;
        },
      );
      const ended = AbortSignal.any([done.signal, ...(signal === undefined ? [] : [signal])]);
      const pressed = await clack.text({ input, output, message, signal: ended });
      if (done.signal.aborted) {
        const came = await settled;
        return came === null ? "left" : came.value;
      }
      done.abort();
      await settled;
      return clack.isCancel(pressed) ? "left" : "skipped";
    },
    line: (line) => void output.write(`${toPlain(line)}\n`),
    confirm: async (message) => orNull(await clack.confirm({ ...io, message })),
    note: (title, lines) => clack.note(lines.map(toPlain).join("\n"), title, { output }),
    link(title, url) {
      clack.log.info(title, { output });
      output.write(`${url}\n`);
    },
    say: (tone, line) => clack.log[tone](toPlainLines(line), { output }),
    begin: (title) => clack.intro(title, { output }),
    end: (line) => clack.outro(line, { output }),
  };
}

const orNull = <T>(answer: T | typeof clack.CANCEL_SYMBOL): T | null => (clack.isCancel(answer) ? null : answer);

function toTail({ required }: Question, isSet: boolean): string {
  if (isSet) return " (Enter keeps the one that is set)";
  return required ? "" : " (Enter for none)";
}
