import type { Subcommand } from "./subcommand.ts";

interface Entry {
  readonly name: string;
  /** Loaded when it is called: a one-shot command does not pay for the others. */
  readonly load: () => Promise<Subcommand>;
}

/** In the order the usage shows them; the first one is the default. */
export const SUBCOMMANDS: readonly [Entry, ...Entry[]] = [
  { name: "run", load: async () => (await import("./run.ts")).run },
  { name: "status", load: async () => (await import("./status.ts")).status },
  { name: "ask", load: async () => (await import("./ask.ts")).ask },
  { name: "chat", load: async () => (await import("./chat.ts")).chat },
  { name: "demo", load: async () => (await import("./demo.ts")).demo },
  { name: "pair", load: async () => (await import("./pair.ts")).pair },
  { name: "doctor", load: async () => (await import("./doctor.ts")).doctor },
  { name: "move-store", load: async () => (await import("./move-store.ts")).moveStoreCommand },
  { name: "setup", load: async () => (await import("./setup.ts")).setup },
];
