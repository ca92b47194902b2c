import type { CommandSummary } from "../../../core/command.ts";
import type { Log } from "../../../core/log.ts";
import { createBackoff, sleep } from "../../../lib/backoff.ts";
import { DiscordFailure } from "../wire/failure.ts";
import { publishCommands } from "./publish.ts";
import type { Rest } from "../wire/rest.ts";

export interface PublisherParts {
  readonly rest: Rest;
  readonly commands: readonly CommandSummary[];
  readonly guildId: string | undefined;
  readonly log: Log;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** Sees to it that the commands are published once, however long Discord or an invitation takes. */
export interface Publisher {
  /** Begins, unless it has begun before. */
  begin(applicationId: string): void;
  /** The bot was let into a server, perhaps the one where publishing failed for want of it. */
  onServer(guildId: string): void;
}

const LONGEST_WAIT = 300_000;

export function createPublisher({ rest, commands, guildId, log, random, signal }: PublisherParts): Publisher {
  const backoff = createBackoff({ first: 2_000, most: LONGEST_WAIT, random });
  let begun = false;
  let nudge = new AbortController();

  async function publish(applicationId: string): Promise<void> {
    while (!signal.aborted) {
      nudge = new AbortController();
      try {
        const done = await publishCommands(rest, { applicationId, guildId }, commands, signal);
        log.info({ ...done, guildId }, "discord: commands are published");
        if (guildId !== undefined) await withdraw(applicationId);
        return;
      } catch (error) {
        if (!(error instanceof DiscordFailure)) throw error;
        if (error.kind === "stopped" || error.kind === "refused") return;
        log.warn({ kind: error.kind, code: error.code, guildId }, `commands are not published yet: ${error.message}`);
      }
      await sleep(backoff.next(), AbortSignal.any([signal, nudge.signal]));
    }
  }

  /** What an earlier start published everywhere is in the way of one server alone. */
  async function withdraw(applicationId: string): Promise<void> {
    const { removed } = await publishCommands(rest, { applicationId }, [], signal);
    if (removed.length > 0) log.info({ removed }, "discord: commands for all servers were taken back");
  }

  return {
    begin(applicationId) {
      if (begun) return;
      begun = true;
      publish(applicationId).catch((error: unknown) => log.error({ err: error }, "discord: publishing ended"));
    },
    onServer(id) {
      if (id === guildId) nudge.abort();
    },
  };
}
