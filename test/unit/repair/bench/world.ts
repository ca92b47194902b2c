import { setImmediate as nextRound } from "node:timers/promises";
import { isObject, isSame, valueAt, withValue, type Json, type JsonObject } from "../../../../src/core/json.ts";
import type { GatewayAdmin, PatchOutcome } from "../../../../src/core/gateway-admin.ts";
import type { ModelRef } from "../../../../src/core/model.ts";
import { REDACTED, type ConfigPatch, type ConfigView, type Include } from "../../../../src/core/plan.ts";
import type { TranscriptEntry } from "../../../../src/core/record.ts";
import { releaseOf } from "../../../../src/core/releases/index.ts";
import { hideSecrets, hideWrittenSecrets } from "../../../../src/gateway/reading/secrets.ts";
import { examinationOf, toMerged } from "../../parts/repair.ts";
import { said } from "../../parts/failure.ts";
import type { PinnedSession } from "../../../../src/core/gateway.ts";

export const PRIMARY: ModelRef = { provider: "openai-codex", model: "gpt-5.4" };
export const FALLBACK: ModelRef = { provider: "openai-codex", model: "gpt-5.3-codex" };
export const ENTRY = ["models", "providers", "openai-codex"];

/** What goes wrong once, at the n-th request that any process makes of the gateway. */
export interface Fault {
  readonly at: number;
  readonly kind:
    | "crash"
    | "restart"
    | "lost-before"
    | "lost-after"
    | "rate-limited"
    | "limited-long"
    | "refused"
    | "foreign-edit"
    | "edit-of-the-same"
    | "resting"
    | "wrong-answerer";
}

export interface WorldOptions {
  readonly version: string;
  readonly before: JsonObject;
  readonly faults: readonly Fault[];
  readonly begins: number;
  /** The login is refused until somebody signs in, which ends so. */
  readonly login?: "done" | "failed";
  /** What the gateway makes of its document whenever it writes, besides what it was asked for. */
  readonly meddle?: (document: JsonObject) => JsonObject;
  /** What agents ask first. */
  readonly primary?: ModelRef;
  /** Whether sessions may be set to another model. */
  readonly chooses?: boolean;
  /** What the placeholders of its files stand for. */
  readonly environment?: Environment;
  /** What stands in files of its own, of which nobody is shown the text. */
  readonly includes?: readonly Include[];
  /** How the gateway's own test of any provider ends. */
  readonly tested?: "ok" | "refused" | null;
  /** Ends the process that asks, as a kill would. */
  readonly crash: (process: string) => void;
}

const isRouted = (of: JsonObject): boolean =>
  valueAt(of, [...ENTRY, "api"]) === "openai-codex-responses" ||
  (valueAt(of, ENTRY) === undefined && valueAt(of, ["models"]) !== undefined);

/** One connection of a process, and whether anything was written over it. */
interface Link {
  readonly process: string;
  readonly end: () => void;
  wrote: boolean;
}

type Environment = Readonly<Record<string, string>>;

const fill = (text: string, environment: Environment): string =>
  text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => environment[name] ?? whole);

function fillAll(value: Json, environment: Environment): Json {
  if (typeof value === "string") return fill(value, environment);
  if (Array.isArray(value)) return value.map((item: Json) => fillAll(item, environment));
  return isObject(value) ? fillObject(value, environment) : value;
}
const fillObject = (object: JsonObject, environment: Environment): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([key, inner]) => [key, fillAll(inner, environment)]));

/** Gateways keep the text of their files wherever it stands for what is written, or for what they do not show. */
function keepText(next: Json, before: Json | undefined, environment: Environment): Json {
  if (typeof next === "string" && typeof before === "string")
    return next === REDACTED || next === fill(before, environment) ? before : next;
  if (Array.isArray(next))
    return next.map((item: Json, at) => keepText(item, Array.isArray(before) ? before[at] : undefined, environment));
  return isObject(next) ? keepTexts(next, isObject(before) ? before : {}, environment) : next;
}
const keepTexts = (next: JsonObject, before: JsonObject, environment: Environment): JsonObject =>
  Object.fromEntries(Object.entries(next).map(([key, inner]) => [key, keepText(inner, before[key], environment)]));

/** A gateway in memory: a document, a hash, an upstream, and a script of what goes wrong. Its clock is its own. */
export function createWorld({
  version,
  before,
  faults,
  crash,
  begins,
  login,
  meddle = (same) => same,
  primary = PRIMARY,
  chooses = true,
  tested = null,
  environment = {},
  includes = [],
}: WorldOptions) {
  const release = releaseOf(version, { methods: [] });
  let now = begins;
  let document = before;
  let running = before;
  let revision = 0;
  let requests = 0;
  let restartAt: number | null = null;
  let upAt = 0;
  let wrong = false;
  let restingUntil = 0;
  let links: Link[] = [];
  const clashes: string[] = [];
  const sessions = new Map<string, TranscriptEntry[]>();
  const chosen = new Map<string, ModelRef>();
  const asked: string[] = [];
  const foreign: JsonObject[] = [];
  let pinned: readonly PinnedSession[] = [];
  /** Sessions with a turn that is tried without end, and when that was ended. */
  const endless = new Map<string, number>();
  let heedsAbort = true;
  let isSignedIn = login === undefined;
  const left = [...faults];

  const hash = (): string => `h${revision}`;
  /** What `config.get` tells. */
  const view = (): ConfigView => {
    const shown = hideSecrets(fillObject(document, environment));
    const main = includes.reduce((file, { path }) => withValue(file, path, { $include: "elsewhere" }), document);
    const file = hideWrittenSecrets(main);
    return { document: shown, file, running: shown, includes, keepsIncludes: includes.length > 0, hash: hash() };
  };
  const write = (next: JsonObject): void => {
    document = next;
    revision += 1;
  };
  const goDown = (): void => {
    restartAt = null;
    upAt = now + 1_500;
    running = document;
    const ending = links;
    links = [];
    for (const { end } of ending) end();
  };
  const pass = (ms: number): void => {
    const until = now + ms;
    if (restartAt !== null && restartAt <= until) {
      now = Math.max(now, restartAt);
      goDown();
    }
    now = until;
  };
  const answer = (session: string): void => {
    const at = now;
    const kept = now < restingUntil;
    const asks = chosen.get(session) ?? primary;
    const isReached = asks.provider !== PRIMARY.provider || (isRouted(running) && isSignedIn);
    const isGood = isReached && !wrong && !kept;
    const words = kept
      ? "Provider openai-codex is in cooldown (all profiles unavailable)"
      : "401 Missing scopes: api.responses.write";
    const failed: TranscriptEntry = { kind: "failed", at, model: asks, failure: said(words), run: null };
    const model = isGood ? asks : FALLBACK;
    sessions.set(session, [...(isGood ? [] : [failed]), { kind: "answered", at, model, run: null }]);
    asked.push(session);
  };

  const patchNow = (patch: ConfigPatch, baseHash: string): PatchOutcome => {
    if (baseHash !== hash()) return { kind: "changed-meanwhile" };
    const merged = meddle(keepTexts(toMerged(document, patch), document, environment));
    if (!isSame(merged, document)) write(merged);
    if (!release.restartsAfterWrite) {
      running = document;
      return { kind: "written", restartIn: null, answered: view().document };
    }
    restartAt ??= now + 2_000;
    return { kind: "written", restartIn: restartAt - now, answered: view().document };
  };

  /** Every request passes here: what is scripted for it goes wrong. */
  const request = async <T>(process: string, isOpen: () => boolean, what: string, work: () => T): Promise<T> => {
    requests += 1;
    pass(20);
    await nextRound();
    const index = left.findIndex(({ at }) => at <= requests);
    const fault = index === -1 ? undefined : left[index]?.kind;
    const isMeant =
      fault !== undefined &&
      (!["rate-limited", "limited-long", "refused", "edit-of-the-same"].includes(fault) || what === "patch");
    if (isMeant) left.splice(index, 1);
    if (!isOpen()) throw new Error("the connection is closed");
    switch (isMeant ? fault : undefined) {
      case "crash":
        crash(process);
        throw new Error("killed");
      case "restart":
        goDown();
        throw new Error("the connection is closed");
      case "lost-before":
        throw new Error("the request got no answer");
      case "lost-after":
        work();
        throw new Error("the request got no answer");
      case "foreign-edit": {
        const edit = { gateway: { note: `n${requests}` } };
        foreign.push(edit);
        write({ ...document, ...edit });
        break;
      }
      case "edit-of-the-same":
        write(
          toMerged(document, {
            merge: { models: { providers: { "openai-codex": { baseUrl: "https://mine.test" } } } },
            replacePaths: [],
          }),
        );
        break;
      case "resting":
        restingUntil = now + 60_000;
        break;
      case "wrong-answerer":
        wrong = true;
        break;
      case "rate-limited":
      case "limited-long":
      case "refused":
      case undefined:
    }
    if (isMeant && what === "patch" && fault !== undefined) {
      const refusal = REFUSALS[fault];
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only patches are refused so
      if (refusal) return refusal as T;
    }
    return work();
  };

  const open = async (process: string): Promise<GatewayAdmin | { refused: { why: string; fix: string } }> => {
    await nextRound();
    if (now < upAt) return { refused: { why: "nothing listens", fix: "start it" } };
    const gone = Promise.withResolvers<void>();
    let isUp = true;
    const end = (): void => {
      isUp = false;
      gone.resolve();
    };
    const link: Link = { process, end, wrote: false };
    links.push(link);
    const close = (): void => {
      links = links.filter((one) => one !== link);
      end();
    };
    const ask = <T>(what: string, work: () => T): Promise<T> => request(process, () => isUp, what, work);
    return {
      examine: () => ask("examine", () => ({ ...examinationOf({ version, document }), ...view() })),
      release: () => ask("release", () => release),
      config: () => ask("config", view),
      patch: (patch, baseHash) =>
        ask("patch", () => {
          for (const other of links)
            if (other.wrote && other.process !== process) clashes.push(`${process} wrote while ${other.process} did`);
          link.wrote = true;
          return patchNow(patch, baseHash);
        }),
      probe: () => ask("probe", () => tested),
      choose: (session, model) =>
        ask("choose", () => {
          if (!chooses) return "model not allowed";
          chosen.set(session, model);
          return null;
        }),
      async say(session) {
        await ask("say", () => answer(session));
        return { run: "run", isOver: () => ask("is-over", () => true) };
      },
      abort: (session) => ask("abort", () => void (heedsAbort && endless.has(session) && endless.set(session, now))),
      transcript: (session) =>
        ask("transcript", () => ({
          session,
          sessionId: null,
          skipped: 0,
          complete: true,
          entries: sessions.get(session) ?? toTries(endless.get(session), now),
        })),
      log: () =>
        ask("log", () => ({ file: "log", cursor: 0, entries: [], skipped: 0, gap: false, from: null, since: null })),
      removeSession: (session) =>
        ask("remove", () => {
          sessions.delete(session);
          chosen.delete(session);
        }),
      pinned: () => ask("pinned", () => pinned),
      async signIn(_provider, show) {
        await ask("sign-in", () => {});
        await show({ code: "ABCD-1234", url: "https://auth.example.test/device", expiresInMinutes: 15 });
        return ask("signed-in", () => {
          isSignedIn = login !== "failed";
          return isSignedIn ? { kind: "done" } : { kind: "failed", why: "the code has expired" };
        });
      },
      unpin: (key) => ask("unpin", () => void (pinned = pinned.filter(({ session }) => session !== key))),
      closed: gone.promise,
      close,
    };
  };

  return {
    open,
    clock: () => now,
    async sleep(ms: number, signal?: AbortSignal) {
      const until = now + ms;
      await nextRound();
      // In pieces: what ends the wait early may happen within.
      while (now < until && !signal?.aborted) {
        pass(Math.min(500, until - now));
        await nextRound();
      }
    },
    document: () => document,
    running: () => running,
    restart: goDown,
    /** The login is left alone for so long. */
    rest: (ms: number) => void (restingUntil = now + ms),
    /** The system ends the connections of a dead process. */
    hangUp(process: string) {
      const ending = links.filter((one) => one.process === process);
      links = links.filter((one) => one.process !== process);
      for (const { end } of ending) end();
    },
    /** Where two processes wrote at the same time. */
    clashes,
    /** How many connections are open. */
    connections: () => links.length,
    /** Nothing listens for this long. */
    leave(ms: number) {
      goDown();
      upAt = now + ms;
    },
    /** From now on a turn of this session is tried every ten seconds; `heeds`: until it is aborted. */
    retry(session: string, heeds: boolean) {
      endless.set(session, Infinity);
      heedsAbort = heeds;
    },
    pin: (sessions: readonly PinnedSession[]) => void (pinned = sessions),
    pinned: () => pinned,
    pass,
    sessions,
    asked,
    foreign,
    edit: (next: JsonObject) => write({ ...document, ...next }),
    requests: () => requests,
  };
}

/** A try every ten seconds of the last two minutes, as long as nobody ended them. */
function toTries(ended: number | undefined, now: number): readonly TranscriptEntry[] {
  if (ended === undefined) return [];
  const newest = Math.floor(Math.min(ended, now) / 10_000) * 10_000;
  return Array.from({ length: 12 }, (_, index): TranscriptEntry => ({
    kind: "asked",
    at: newest - (11 - index) * 10_000,
    prompt: "p",
    run: null,
  }));
}

const REFUSALS: Partial<Record<Fault["kind"], PatchOutcome>> = {
  "rate-limited": { kind: "rate-limited", retryAfter: 20_000 },
  "limited-long": { kind: "rate-limited", retryAfter: 600_000 },
  refused: { kind: "refused", why: "invalid config" },
};

export type World = ReturnType<typeof createWorld>;
