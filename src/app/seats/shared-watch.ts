import type { GatewayLink } from "../../core/gateway.ts";
import type { LinkStatus } from "../../core/link.ts";
import type { ModelRef } from "../../core/model.ts";
import type { Standing } from "../../core/standings.ts";
import { SECOND, type Clock, type Instant } from "../../core/time.ts";
import type { Watch } from "../../evidence/watch.ts";
import { waitAtMost } from "../../lib/backoff.ts";
import type { WatchedGateway } from "../watched.ts";

/** A gateway that this companion reads, or another one. */
export interface SharedWatch extends WatchedGateway {
  /** What this companion has to tell of it, once it has read it or failed to; null where another one reads it. */
  standing(by: string): Standing | null;
  /** Somebody asks which models it lists; where this companion reads it that is news. */
  listModels(): Promise<void>;
  /** This companion reads it from now on. */
  begin(own: Watch): void;
  /** … and does no more; what it knew holds until its successor says more. `by`: this companion's id. */
  end(by: string): void;
  /** Who has its seat now; null when nobody has. */
  see(holder: string | null): void;
  /** What whoever reads it says; `isNew`: just now, else some time ago, and it may be there no more. */
  hear(standing: Standing, isNew: boolean): void;
  hearRead(at: Instant): void;
}

/** How long somebody waits for the models that another companion asks a gateway for. */
const LISTED = 1.2 * SECOND;

/** How long what a former reader said holds, while its successor has not said anything yet. */
const HOLDS = 20 * SECOND;

const UNKNOWN: LinkStatus = { state: "connecting" };

export function createSharedWatch(
  { name, url }: { readonly name: string; readonly url: string },
  parts: { readonly clock: Clock; readonly tellReader: (kind: "set" | "models") => void },
): SharedWatch {
  const { clock, tellReader } = parts;
  const heralds = new Set<() => void>();
  const listeners = new Set<(status: LinkStatus) => void>();
  const tried = Promise.withResolvers<void>();
  let own: { readonly watch: Watch; readonly stops: readonly (() => void)[]; isTried: boolean } | null = null;
  let told: Standing | null = null;
  let models: readonly ModelRef[] = [];
  let asked = Promise.withResolvers<void>();
  let seat: string | null = null;
  /** Since when what was told is the word of one that does not have the seat; null while it has. */
  let formerSince: Instant | null = -Infinity;

  const other = (): Standing | null => (formerSince === null || Math.abs(clock() - formerSince) < HOLDS ? told : null);
  /** Until it has read the gateway itself, it knows less than whoever read it before. */
  const ours = (): Watch | null => (own !== null && (own.isTried || other() === null) ? own.watch : null);
  const status = (): LinkStatus => ours()?.link.status() ?? other()?.link ?? UNKNOWN;
  const tellStanding = (by: string): Standing | null => {
    if (own?.isTried !== true) return null;
    const { link: to, ...watch } = own.watch;
    return {
      gateway: name,
      by,
      link: to.status(),
      snapshot: watch.snapshot(),
      trouble: watch.trouble(),
      skippedFrames: to.skippedFrames(),
      models,
      readAt: watch.readAt(),
    };
  };
  const readAt = (): Instant | null => {
    const mine = ours();
    return mine === null ? (other()?.readAt ?? null) : mine.readAt();
  };

  let said = status();
  let wasKnown = false;
  const tell = (): void => {
    const now = status();
    if (JSON.stringify(now) !== JSON.stringify(said)) {
      said = now;
      for (const changed of listeners) changed(now);
    }
    for (const heard of heralds) heard();
  };
  const link: GatewayLink = {
    id: name,
    url,
    status,
    session: () => own?.watch.link.session() ?? null,
    skippedFrames: () => ours()?.link.skippedFrames() ?? other()?.skippedFrames ?? 0,
    onChange(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
  return {
    link,
    snapshot() {
      const mine = ours();
      if (mine !== null) return mine.snapshot();
      const standing = other();
      if (!standing?.snapshot) return null;
      const { snapshot } = standing;
      return { ...snapshot, at: Math.max(snapshot.at, standing.readAt ?? 0) };
    },
    readAt,
    trouble() {
      const mine = ours();
      return mine === null ? (other()?.trouble ?? null) : mine.trouble();
    },
    tried: tried.promise,
    wasSet() {
      if (own === null) tellReader("set");
      else own.watch.wasSet();
    },
    onNews(heard) {
      heralds.add(heard);
      return () => heralds.delete(heard);
    },
    standing: tellStanding,
    async models() {
      if (own !== null) return own.watch.models();
      asked = Promise.withResolvers();
      tellReader("models");
      await waitAtMost(LISTED, asked.promise);
      return other()?.models ?? [];
    },
    async listModels() {
      if (own === null) return;
      models = await own.watch.models();
      tell();
    },
    begin(watch) {
      const begun = { watch, stops: [watch.onNews(tell), watch.link.onChange(tell)], isTried: false };
      own = begun;
      const speak = async (): Promise<void> => {
        await watch.tried;
        begun.isTried = true;
        if (own !== begun) return;
        tried.resolve();
        tell();
      };
      void speak();
    },
    end(by) {
      if (own === null) return;
      for (const stop of own.stops) stop();
      const last = tellStanding(by);
      if (last !== null) [told, formerSince] = [last, clock()];
      own = null;
    },
    see(holder) {
      seat = holder;
      if (told?.by === holder) formerSince = null;
      else formerSince ??= clock();
      const isKnown = own !== null || other() !== null;
      if (own === null && isKnown) tried.resolve();
      if (isKnown !== wasKnown) tell();
      wasKnown = isKnown;
    },
    hear(standing, isNew) {
      told = standing;
      formerSince = standing.by === seat ? null : isNew ? clock() : -Infinity;
      asked.resolve();
      if (other() === null) return;
      tried.resolve();
      if (own === null) tell();
    },
    hearRead(at) {
      if (told !== null) told = { ...told, readAt: Math.max(told.readAt ?? at, at) };
    },
  };
}
