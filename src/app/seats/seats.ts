import { gatewaySeat, nameOf, readyFor, type Membership, type SeenCompanion } from "../../core/companions.ts";
import type { GatewayId } from "../../core/gateway.ts";
import type { Log } from "../../core/log.ts";
import { MINUTE, SECOND, type Clock, type Instant } from "../../core/time.ts";
import { messageOf } from "../../lib/message-of.ts";
import { createWakeUp } from "../../lib/wake-up.ts";
import type { Readers } from "./readers.ts";
import type { SharedWatch } from "./shared-watch.ts";
import { decideShares } from "./shares.ts";

export interface SeatParts {
  readonly membership: Membership;
  readonly watches: ReadonlyMap<GatewayId, SharedWatch>;
  readonly readers: Readers;
  /** Told of the companions whenever they were looked at. */
  readonly seen: (companions: readonly SeenCompanion[]) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** How often it is looked who has which seat; whoever lets go of one wakes the others. */
const LOOK = SECOND;
/** Whoever it falls to may not know the gateway, or be about to end. */
const LEFT = 3 * SECOND;
/** Another companion may reach what this one does not. */
const AWAY = 30 * SECOND;
/** One that did not let this companion in is not asked for again so soon. */
const SHUT = 10 * MINUTE;

/** Takes and gives up the seats of gateways, so that they are spread evenly, until `signal` aborts; then all of them. */
export async function keepSeats(parts: SeatParts, signal: AbortSignal): Promise<void> {
  const { membership, watches, readers, seen, clock, log } = parts;
  const gateways = [...watches.keys()];
  const own = new Set<GatewayId>();
  const ready = new Set<GatewayId>();
  const shut = new Map<GatewayId, Instant>();
  const free = new Map<GatewayId, Instant>();
  const away = new Map<GatewayId, Instant>();
  const wake = createWakeUp();
  membership.onFree(wake.ring);

  const end = async (gateway: GatewayId, self: string): Promise<void> => {
    watches.get(gateway)?.end(self);
    own.delete(gateway);
    await readers.end(gateway);
  };
  const giveUp = async (left: readonly GatewayId[], self: string): Promise<void> => {
    if (left.length === 0) return;
    await Promise.all(left.map((gateway) => end(gateway, self)));
    await membership.letGo(left.map(gatewaySeat));
    log.info({ gateways: inShort(left) }, "another companion reads these gateways now");
  };
  const take = async (wanted: readonly GatewayId[]): Promise<void> => {
    const held = wanted.length === 0 ? null : await membership.takeFree(wanted.map(gatewaySeat));
    const got = wanted.filter((gateway) => held?.has(gatewaySeat(gateway)) === true);
    if (got.length === 0) return;
    for (const gateway of got) {
      own.add(gateway);
      free.delete(gateway);
      watches.get(gateway)?.begin(readers.begin(gateway));
    }
    await unready(got);
    log.info({ gateways: inShort(got) }, "this companion reads these gateways now");
  };
  const unready = async (some: readonly GatewayId[]): Promise<void> => {
    const names = some.filter((gateway) => ready.delete(gateway)).map(readyFor);
    if (names.length > 0) await membership.letGo(names);
  };
  const prepare = async (wanted: readonly GatewayId[]): Promise<void> => {
    const late = readers.overdue();
    for (const gateway of late) shut.set(gateway, clock());
    const needless = gateways.filter((one) => readers.isPrepared(one) && (!wanted.includes(one) || late.includes(one)));
    await Promise.all(needless.map((gateway) => readers.end(gateway)));
    await unready(needless);
    let isNew = false;
    for (const gateway of wanted.filter((one) => !late.includes(one))) {
      readers.prepare(gateway);
      if (!readers.isLinked(gateway) || ready.has(gateway)) continue;
      if ((await membership.hold(readyFor(gateway))) === null) continue;
      ready.add(gateway);
      isNew = true;
    }
    if (isNew) await membership.wake();
  };
  /** Since when something is so of a gateway. */
  const note = (since: Map<GatewayId, Instant>, gateway: GatewayId, isSo: boolean): void => {
    if (!isSo) since.delete(gateway);
    else if (!since.has(gateway)) since.set(gateway, clock());
  };
  const isWithin = (at: Instant | undefined, time: number): boolean =>
    at !== undefined && Math.abs(clock() - at) < time;
  const look = async (): Promise<void> => {
    const companions = await membership.all();
    for (const one of await membership.endSilent(companions))
      log.warn({ companion: nameOf(one) }, "a companion was not heard of and was ended");
    seen(companions);
    const self = companions.find(({ isSelf }) => isSelf)?.id ?? "";
    const holders = new Map(companions.flatMap(({ id, seats }) => seats.map((seat) => [seat, id] as const)));
    for (const [gateway, watch] of watches) {
      const holder = holders.get(gatewaySeat(gateway)) ?? null;
      watch.see(holder);
      note(free, gateway, holder === null);
      note(away, gateway, watch.link.status().state !== "ready");
    }
    const shares = decideShares({
      gateways,
      companions,
      isShut: (gateway) => isWithin(shut.get(gateway), SHUT),
      isAway: (gateway) => away.has(gateway) && !isWithin(away.get(gateway), AWAY),
      isLeft: (gateway) => !isWithin(free.get(gateway), LEFT),
    });
    await giveUp(
      shares.giveUp.filter((gateway) => own.has(gateway)),
      self,
    );
    await take(shares.take);
    await prepare(shares.prepare);
  };
  try {
    while (!signal.aborted) {
      await look().catch((error: unknown) => {
        if (!signal.aborted) log.warn({ why: messageOf(error) }, "seats could not be looked at");
      });
      await wake.wait(LOOK, signal);
    }
  } finally {
    const held = [...own];
    for (const gateway of held) watches.get(gateway)?.end("");
    await readers.endAll();
    await membership.letGo([...held.map(gatewaySeat), ...[...ready].map(readyFor)]);
  }
}

/** A thousand names in a log are read by nobody. */
const inShort = (gateways: readonly GatewayId[]): readonly GatewayId[] | number =>
  gateways.length > 20 ? gateways.length : gateways;
