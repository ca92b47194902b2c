import { writeProgress, writeResumed } from "../../commands/fix-cards/progress.ts";
import type { Enrolling } from "../answer/enrolment.ts";
import type { Config } from "../config.ts";
import type { Command } from "../core/command.ts";
import type { Answer, ChatPlatform } from "../core/platform.ts";
import type { Repairs } from "../core/repairs.ts";
import { orAborted } from "../lib/abort.ts";
import { sleep } from "../lib/backoff.ts";
import { seeThrough } from "../repair/resume/see-through.ts";
import type { RunningDigests } from "./digests.ts";
import { listDuties, type Share } from "./duties.ts";
import { watchMoves } from "./moves.ts";
import type { WatchedPlaces } from "./places.ts";
import type { Reading, Surroundings } from "./reading.ts";
import { createServing } from "./serving.ts";
import { watchSharedBot } from "./shared-bots.ts";
import type { OpenWarnings } from "./warnings.ts";

export interface ServiceParts extends Surroundings {
  readonly config: Config;
  readonly reading: Reading;
  readonly commands: readonly Command[];
  readonly answer: Answer;
  readonly enrolment: Enrolling;
  readonly warnings: OpenWarnings;
  readonly digests: RunningDigests;
  readonly places: WatchedPlaces;
  readonly repairs: Repairs;
  /** Once nobody is answered any more. */
  readonly endRepairs: () => void;
  /** Nothing is warned of, because another process does. */
  readonly isSilent: boolean;
  readonly share: Share;
}

/** Keeps gateways read and serves platforms, as far as that falls to this companion, until `signal` aborts. */
export async function serveAll(
  platforms: readonly ChatPlatform[],
  { config, reading, warnings, digests, places, isSilent, ...parts }: ServiceParts,
  signal: AbortSignal,
): Promise<void> {
  const { commands, answer, enrolment, clock, random, log } = parts;
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const telling = { rooms: () => warnings.rooms(), language: config.language, random, log, signal: stop };
  const serve = createServing(platforms, { ...telling, serve: (one, own) => one.serve(commands, answer, own) });
  const write = { progress: writeProgress, resumed: writeResumed };
  // What it goes on with ends later than it is looked for.
  const resumed: Promise<void>[] = [];
  const duties = listDuties(platforms, {
    async serve(platform, own) {
      await enrolment.reload();
      // Told to stop meanwhile, a chat is not begun at all.
      if (!own.aborted) await serve(platform, own);
    },
    beside(platform, own) {
      if (isSilent) return [];
      watchSharedBot(platform, { ...telling, clock, signal: own });
      watchMoves(platform, { config, store: reading.store.outbox, warnings, digests, clock, log, signal: own });
      return [warnings.deliver(platform, own), digests.run(platform, own), places.run(platform, own)];
    },
    watch(own) {
      const seen = seeThrough(parts.repairs, { platforms, write, log, random, sleep, signal: own });
      resumed.push(seen);
      return [...(isSilent ? [] : [warnings.watch(own)]), orAborted(seen, own)];
    },
  });
  const read = reading.run(stop);
  try {
    await parts.share(duties, stop);
  } finally {
    failed.abort();
    parts.endRepairs();
    await Promise.allSettled([read, ...resumed]);
  }
}
