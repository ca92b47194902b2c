import { say } from "../words/say.ts";
import { UsageError, type Subcommand } from "./subcommand.ts";

export const setup: Subcommand = {
  name: "setup",
  usage: "setup [file]",
  summary: say("shell.setup"),
  async run(shell) {
    const [file = ".env", ...more] = shell.args;
    if (more.length > 0 || file.startsWith("-")) throw new UsageError(say("shell.setup-one-file"));
    if (!shell.interactive) {
      throw new UsageError(say("shell.setup-terminal"));
    }
    // Loaded here: it brings the prompts and both chat platforms along.
    const [{ interview }, { createPrompts }] = await Promise.all([
      import("./setup/interview.ts"),
      import("./setup/prompts.ts"),
    ]);
    return interview(file, createPrompts(shell), shell);
  },
};
