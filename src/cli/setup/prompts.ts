import { toPlain, toPlainLines } from "../../platforms/terminal/plain.ts";
import * as clack from "@clack/prompts";
import type { Shell } from "../subcommand.ts";
import type { Question } from "../../platforms/shared/definition.ts";
import type { Message, Text } from "../../core/card.ts";
import { say } from "../../words/say.ts";
import { speakText } from "../../words/speak.ts";
import { inspectAnswer } from "./questions.ts";

interface Option {
  readonly value: string;
  readonly label: Text;
}

/** The person at the terminal. Answers are null once they want to leave. */
export interface Prompts {
  /** The answer to a question; an empty text is an answer. `set` is the value it has now. */
  ask(question: Question, set: string | undefined): Promise<string | null>;
  choose(message: Text, options: readonly Option[], chosen: readonly string[]): Promise<readonly string[] | null>;
  /** One of several. */
  pick(message: Text, options: readonly Option[]): Promise<string | null>;
  /**
   * What `work` comes to; `skipped` when the person presses Enter before, `left` when they leave. `work` ends with its
   * signal then.
   */
  waitFor<T>(message: Text, work: (signal: AbortSignal) => Promise<T>): Promise<T | "skipped" | "left">;
  /** Something to copy, on a line of its own without a frame. */
  line(text: Text): void;
  confirm(message: Text): Promise<boolean | null>;
  note(title: Text, lines: readonly Text[]): void;
  /** An address on a line of its own: a frame around it would cut it. */
  link(title: Text, url: string): void;
  say(tone: "info" | "success" | "warn", line: Text): void;
  begin(title: Text): void;
  end(line: Text): void;
}

export function createPrompts({
  input,
  output,
  signal,
  language,
}: Pick<Shell, "input" | "output" | "signal" | "language">): Prompts {
  const io = { input, output, signal };
  const spoken = (text: Text): string => speakText(text, language);
  const toOptions = (options: readonly Option[]) =>
    options.map(({ value, label }) => ({ value, label: spoken(label) }));
  return {
    async ask(question, set) {
      const isSet = set !== undefined && set !== "";
      const validate = (typed: string | undefined): string | undefined => {
        const wrong = inspectAnswer(question, typed, isSet && question.kind === "secret");
        return wrong && spoken(wrong);
      };
      const answer =
        question.kind === "secret"
          ? await clack.password({ ...io, message: spoken(withTail(question, isSet)), validate })
          : await clack.text({
              ...io,
              message: spoken(question.message),
              initialValue: set ?? question.initial ?? "",
              validate,
            });
      // An empty password comes as undefined, whatever its type says.
      return clack.isCancel(answer) ? null : (answer ?? "").trim();
    },
    async choose(message, options, chosen) {
      const given = { ...io, message: spoken(message), required: false, initialValues: [...chosen] };
      return orNull(await clack.multiselect({ ...given, options: toOptions(options) }));
    },
    pick: async (message, options) =>
      orNull(await clack.select({ ...io, message: spoken(message), options: toOptions(options) })),
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
      const pressed = await clack.text({ input, output, message: spoken(message), signal: ended });
      if (done.signal.aborted) {
        const came = await settled;
        return came === null ? "left" : came.value;
      }
      done.abort();
      await settled;
      return clack.isCancel(pressed) ? "left" : "skipped";
    },
    line: (line) => void output.write(`${toPlain(spoken(line))}\n`),
    confirm: async (message) =>
      orNull(
        await clack.confirm({
          ...io,
          message: spoken(message),
          active: spoken(say("setup.yes")),
          inactive: spoken(say("setup.no")),
        }),
      ),
    note: (title, lines) =>
      clack.note(lines.map((line) => toPlain(spoken(line))).join("\n"), spoken(title), { output }),
    link(title, url) {
      clack.log.info(spoken(title), { output });
      output.write(`${url}\n`);
    },
    say: (tone, line) => clack.log[tone](toPlainLines(spoken(line)), { output }),
    begin: (title) => clack.intro(spoken(title), { output }),
    end: (line) => clack.outro(spoken(line), { output }),
  };
}

const orNull = <T>(answer: T | typeof clack.CANCEL_SYMBOL): T | null => (clack.isCancel(answer) ? null : answer);

function withTail({ message: question, required }: Question, isSet: boolean): Message {
  if (isSet) return say("setup.keeps", { question });
  return required ? question : say("setup.or-none", { question });
}
