import { UsageError, type Subcommand } from "./subcommand.ts";

export const setup: Subcommand = {
  name: "setup",
  usage: "setup [file]",
  summary: "ask for the settings, write them to .env (or the file) and offer to check them",
  async run(shell) {
    const [file = ".env", ...more] = shell.args;
    if (more.length > 0 || file.startsWith("-")) throw new UsageError("setup takes the name of one file at most");
    if (!shell.interactive) {
      throw new UsageError(
        "setup asks questions and needs a terminal; without one, copy .env.example to .env and edit it",
      );
    }
    // Loaded here: it brings the prompts and both chat platforms along.
    const { interview } = await import("./setup/interview.ts");
    return interview(file, shell);
  },
};
