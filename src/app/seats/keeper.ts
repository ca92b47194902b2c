import { awayFrom, nameOf, readyFor, type Membership, type SeenCompanion } from "../../core/companions.ts";
import type { Log } from "../../core/log.ts";
import { MINUTE, SECOND, type Clock, type Instant } from "../../core/time.ts";
import { orAborted } from "../../lib/abort.ts";
import { messageOf } from "../../lib/message-of.ts";
import { createWakeUp } from "../../lib/wake-up.ts";
import { decideShares } from "./shares.ts";

/** What is done by whoever has a seat. */
export interface Task {
  readonly seat: string;
  /** This companion does it from now on. */
  begin(): void;
  /** … and does no more, once this resolves. `by`: this companion's id, where another one takes over. */
  end(by: string): Promise<void>;
  /** Gets ready to take it over at once; whether it is. */
  prepare(): "ready" | "not yet" | "in vain";
  /** It is not waited for any more. */
  unprepare(): Promise<void>;
  /** Whether whoever has it cannot do it now, as far as this companion knows. */
  isAway(): boolean;
  /** Who has its seat now; null when nobody has. */
  see(holder: string | null): void;
}

export interface KeeperParts {
  readonly membership: Membership;
  readonly tasks: readonly Task[];
  /** How they are called in the log, such as `gateways`. */
  readonly called: string;
  /** Whether one of them can be done here shows only while it is done, and to its holder alone, who says so. */
  readonly untried?: true;
  /** Told of the companions whenever they were looked at. */
  readonly seen?: (companions: readonly SeenCompanion[]) => void;
  /** Called when what is free was taken. */
  readonly looked?: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** How often it is looked who has which seat; whoever lets go of one wakes the others. */
const LOOK = SECOND;
/** Whoever it falls to may not know of it, or be about to end. */
const LEFT = 3 * SECOND;
/** Another companion may reach what this one does not. */
const AWAY = 30 * SECOND;
/** What could not be done here is not asked for again so soon. */
const SHUT = 10 * MINUTE;

/** Takes and gives up the seats of tasks of one kind, so that they are spread evenly, until `signal` aborts; then all of them. */
export async function keepSeats(parts: KeeperParts, signal: AbortSignal): Promise<void> {
  const { membership, untried, seen, clock, log } = parts;
  const tasks = new Map(parts.tasks.map((one) => [one.seat, one]));
  const seats = [...tasks.keys()];
  const tasksOf = (some: readonly string[]): readonly Task[] => some.flatMap((seat) => tasks.get(seat) ?? []);
  const own = new Set<string>();
  /** Words that are held: of what this one is ready for, or has and cannot do. */
  const words = new Set<string>();
  const shut = new Map<string, Instant>();
  const free = new Map<string, Instant>();
  const away = new Map<string, Instant>();
  const wake = createWakeUp();
  membership.onFree(wake.ring);

  const sayOnly = async (said: readonly string[], about: (seat: string) => string): Promise<void> => {
    const all = new Set(seats.map(about));
    const wanted = new Set(said.map(about));
    const over = [...words].filter((word) => all.has(word) && !wanted.has(word));
    for (const word of over) words.delete(word);
    if (over.length > 0) await membership.letGo(over);
    const unsaid = [...wanted].filter((word) => !words.has(word));
    const held = unsaid.length === 0 ? null : await membership.holdAll(unsaid);
    for (const word of held?.keys() ?? []) words.add(word);
    if (held !== null && held.size > 0) await membership.wake();
  };
  const giveUp = async (left: readonly string[], self: string): Promise<void> => {
    if (left.length === 0) return;
    for (const seat of left) {
      own.delete(seat);
      if (untried && away.has(seat)) shut.set(seat, clock());
    }
    await Promise.all(tasksOf(left).map((one) => one.end(self)));
    await membership.letGo(left);
    log.info({ [parts.called]: inShort(left) }, "another companion takes these over");
  };
  const take = async (wanted: readonly string[]): Promise<void> => {
    const held = wanted.length === 0 ? null : await membership.takeFree(wanted);
    const got = wanted.filter((seat) => held?.has(seat) === true);
    if (got.length === 0) return;
    for (const seat of got) {
      own.add(seat);
      free.delete(seat);
      away.delete(seat);
    }
    if (signal.aborted) return;
    for (const one of tasksOf(got)) one.begin();
    log.info({ [parts.called]: inShort(got) }, "this companion has these now");
  };
  const prepare = async (wanted: readonly string[]): Promise<void> => {
    const states = tasksOf(wanted).map((one) => [one.seat, one.prepare()] as const);
    for (const [seat, state] of states) if (state === "in vain") shut.set(seat, clock());
    const waited = new Set(states.flatMap(([seat, state]) => (state === "in vain" ? [] : [seat])));
    const needless = seats.filter((seat) => !own.has(seat) && !waited.has(seat));
    await Promise.all(tasksOf(needless).map((one) => one.unprepare()));
    await sayOnly(
      states.flatMap(([seat, state]) => (state === "ready" ? [seat] : [])),
      readyFor,
    );
  };
  /** Since when something is so of a seat. */
  const note = (since: Map<string, Instant>, seat: string, isSo: boolean): void => {
    if (!isSo) since.delete(seat);
    else if (!since.has(seat)) since.set(seat, clock());
  };
  const isWithin = (at: Instant | undefined, time: number): boolean =>
    at !== undefined && Math.abs(clock() - at) < time;
  const isAway = (seat: string): boolean => away.has(seat) && !isWithin(away.get(seat), AWAY);
  const look = async (): Promise<void> => {
    const companions = await membership.all();
    for (const one of await membership.endSilent(companions))
      log.warn({ companion: nameOf(one) }, "a companion was not heard of and was ended");
    seen?.(companions);
    const self = companions.find(({ isSelf }) => isSelf)?.id ?? "";
    const holders = new Map(companions.flatMap(({ id, seats: held }) => held.map((seat) => [seat, id] as const)));
    for (const [seat, task] of tasks) {
      const holder = holders.get(seat) ?? null;
      task.see(holder);
      note(free, seat, holder === null);
      note(away, seat, task.isAway());
    }
    const shares = decideShares({
      seats,
      companions,
      isShut: (seat) => isWithin(shut.get(seat), SHUT),
      isAway: (seat) => isAway(seat) || holders.has(awayFrom(seat)),
      isLeft: (seat) => !isWithin(free.get(seat), LEFT),
    });
    await giveUp(
      shares.giveUp.filter((seat) => own.has(seat)),
      self,
    );
    await take(shares.take);
    parts.looked?.();
    await prepare(shares.prepare);
    if (untried) await sayOnly([...own].filter(isAway), awayFrom);
  };
  let looking = Promise.resolve();
  try {
    while (!signal.aborted) {
      looking = look().catch((error: unknown) => {
        if (!signal.aborted) log.warn({ why: messageOf(error) }, "seats could not be looked at");
      });
      await orAborted(looking, signal);
      await wake.wait(LOOK, signal);
    }
  } finally {
    // A slow database keeps nothing from ending; what it still gives is not begun any more.
    await Promise.all([membership.leave(), ...tasksOf([...own]).map((one) => one.end(""))]);
    await looking;
    await Promise.all(parts.tasks.map((one) => one.unprepare()));
    await membership.letGo([...own, ...words]);
  }
}

/** A thousand names in a log are read by nobody. */
const inShort = (seats: readonly string[]): readonly string[] | number => (seats.length > 20 ? seats.length : seats);
