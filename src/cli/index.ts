import { ask } from "./ask.ts";
import { chat } from "./chat.ts";
import { demo } from "./demo.ts";
import { doctor } from "./doctor.ts";
import { pair } from "./pair.ts";
import { run } from "./run.ts";
import { setup } from "./setup.ts";
import { status } from "./status.ts";
import type { Subcommand } from "./subcommand.ts";

/** In the order the usage shows them; the first one is the default. */
export const SUBCOMMANDS: readonly [Subcommand, ...Subcommand[]] = [run, status, ask, chat, demo, pair, doctor, setup];
