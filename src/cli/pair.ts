import { makeFolder, openIdentity } from "../app/kept.ts";
import { MINUTE, SECOND } from "../core/time.ts";
import { createWakeUp } from "../lib/wake-up.ts";
import { say } from "../words/say.ts";
import { sayListed } from "../words/sequence.ts";
import { speakText } from "../words/speak.ts";
import { toPlain } from "../platforms/terminal/plain.ts";
import { createLog } from "./log.ts";
import { createShellLink } from "./links.ts";
import { readShellConfig, tellDoubts } from "./read-config.ts";
import { toEnd, toMinutes, toWords } from "./pair/words.ts";
import { meantOf, UsageError, type Shell, type Subcommand } from "./subcommand.ts";
import type { GatewayConfig } from "../config/gateways.ts";

/** An operator who has not approved by then has gone to do something else. */
const PATIENCE = 10 * MINUTE;
const PROGRESS = 5 * SECOND;
/** How often the clock is looked at while nothing happens. */
const TICK = SECOND;

export const pair: Subcommand = {
  name: "pair",
  usage: "pair [gateway]",
  summary: say("shell.pair"),
  async run(shell) {
    const config = readShellConfig(shell);
    const gateways = choose(config.gateways, shell.args);
    const log = await createLog(config.logLevel ?? "silent", shell.errors);
    tellDoubts(shell, null);
    await makeFolder(config.dataDir);
    const device = openIdentity(config.dataDir);
    const links = gateways.map((gateway) => createShellLink(gateway, config.network, { device, shell, log }));
    const over = new AbortController();
    const signal = AbortSignal.any([shell.signal, over.signal]);
    const running = links.map((link) => link.run(signal));
    try {
      return await watch(links, shell);
    } finally {
      over.abort();
      await Promise.all(running);
    }
  },
};

function choose(gateways: readonly GatewayConfig[], args: readonly string[]): readonly GatewayConfig[] {
  const [name, ...more] = args;
  if (name === undefined) return gateways;
  const named = gateways.filter((gateway) => gateway.name === name);
  const names = gateways.map((gateway) => gateway.name);
  const known = sayListed(names);
  if (more.length > 0) throw new UsageError(say("shell.pair-one", { known }));
  if (named.length === 0) throw new UsageError(say("shell.pair-unknown", { name, known, meant: meantOf(name, names) }));
  return named;
}

type Link = ReturnType<typeof createShellLink>;

/** Says how every gateway stands whenever that changes, until all are linked or only the operator can go on. */
async function watch(links: readonly Link[], shell: Shell): Promise<number> {
  const { clock, signal, language } = shell;
  const screen = createScreen(shell);
  const wakeUp = createWakeUp();
  const stops = links.map((link) => link.onChange(wakeUp.ring));
  const said = new Map<string, string>();
  const deadline = clock() + PATIENCE;
  const announce = (link: Link): void => {
    const words = toWords(link.status(), said.has(link.id));
    if (words === null) return;
    const line = speakText(say("parts.of", { name: link.id, what: words }), language);
    if (said.get(link.id) === line) return;
    said.set(link.id, line);
    screen.say(line);
  };
  try {
    for (;;) {
      for (const link of links) announce(link);
      const stopped = signal.aborted ? "interrupted" : clock() >= deadline ? "late" : null;
      const open = links.filter((link) => link.status().state !== "ready").map(({ id }) => id);
      const end = toEnd(
        links.map((link) => link.status().state),
        open,
        stopped,
      );
      if (end?.sentence) screen.say(speakText(end.sentence, language));
      if (end) return end.code;
      const left = toMinutes(deadline - clock());
      screen.progress(speakText(say("shell.pair-progress", { names: sayListed(open), left }), language));
      await wakeUp.wait(TICK, signal);
    }
  } finally {
    for (const stop of stops) stop();
  }
}

/** Back to the start of the line, and everything on it away: progress stays one line. */
const CLEAR = "\r\u001B[K";

function createScreen({ output, interactive, color, clock }: Shell) {
  let next = clock() + PROGRESS;
  return {
    say: (line: string): void => void output.write(`${interactive && color ? CLEAR : ""}${toPlain(line)}\n`),
    /** Nothing where nobody watches: a log file would only grow. */
    progress(line: string): void {
      if (!interactive || !color || clock() < next) return;
      output.write(`${CLEAR}… ${line}`);
      next = clock() + PROGRESS;
    },
  };
}
