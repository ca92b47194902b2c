import { gatewaySeat, readyFor, type SeenCompanion } from "../../core/companions.ts";
import type { GatewayId } from "../../core/gateway.ts";

export interface Shares {
  /** Nobody has these, and they fall to this one. */
  readonly take: readonly GatewayId[];
  /** Another one has fewer, or this one is not linked to them, and that one is. */
  readonly giveUp: readonly GatewayId[];
  /** Another one has more, or is not linked to them: as soon as this one is, it gives them up. */
  readonly prepare: readonly GatewayId[];
}

export interface ShareInput {
  readonly gateways: readonly GatewayId[];
  /** All of them see them alike. */
  readonly companions: readonly Pick<SeenCompanion, "id" | "seats" | "isAtWork" | "isSelf">[];
  /** This one was not let in there, or not in time. */
  readonly isShut: (gateway: GatewayId) => boolean;
  /** Whoever reads it has not been linked to it for a while. */
  readonly isAway: (gateway: GatewayId) => boolean;
  /** Nobody has had it for so long that those it falls to cannot have it. */
  readonly isLeft: (gateway: GatewayId) => boolean;
}

interface Member {
  readonly isSelf: boolean;
  readonly has: Set<GatewayId>;
  /** All seats, and the words about them. */
  readonly held: ReadonlySet<string>;
}

/**
 * Spreads the gateways evenly over the companions at work. Whoever has one keeps it, unless another one has two fewer;
 * all of them find the same by what they all see, so nobody has to ask. Pure.
 */
export function decideShares({ gateways, companions, isShut, isAway, isLeft }: ShareInput): Shares {
  const members = companions
    .filter(({ isAtWork }) => isAtWork)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ isSelf, seats }): Member => {
      const held = new Set(seats);
      return { isSelf, has: new Set(gateways.filter((one) => held.has(gatewaySeat(one)))), held };
    });
  const self = members.find(({ isSelf }) => isSelf);
  if (self === undefined) return { take: [], giveUp: [], prepare: [] };
  const take: GatewayId[] = [];
  // Somebody who is not at work, such as a terminal, may have one.
  const held = new Set(companions.flatMap(({ seats }) => seats));
  for (const gateway of gateways.filter((one) => !held.has(gatewaySeat(one)))) {
    const next = members.find((one) => isReady(one, gateway)) ?? fewest(members);
    next?.has.add(gateway);
    if (next?.isSelf === true || isLeft(gateway)) take.push(gateway);
  }
  const own = [...self.has].filter((gateway) => !take.includes(gateway));
  const giveUp = own.filter((gateway) => {
    const isDue = (one: Member): boolean => isAway(gateway) || one.has.size + 2 <= self.has.size;
    const to = members.find((one) => !one.isSelf && isReady(one, gateway) && isDue(one));
    to?.has.add(gateway);
    return to !== undefined && self.has.delete(gateway);
  });
  const others = gateways.filter((one) => !self.has.has(one) && isAway(one) && !isShut(one));
  return { take, giveUp, prepare: [...new Set([...others, ...evenOut(members, isShut)])] };
}

const isReady = ({ held }: Member, gateway: GatewayId): boolean => held.has(readyFor(gateway));

/** What would have to move to this one. Two never prepare the same: each of them goes through all that move. */
function evenOut(members: readonly Member[], isShut: ShareInput["isShut"]): readonly GatewayId[] {
  const prepare: GatewayId[] = [];
  for (;;) {
    const [from, to] = [most(members), fewest(members)];
    if (from === undefined || to === undefined || to.has.size + 2 > from.has.size) return prepare;
    const gateway = [...from.has].find((one) => !to.isSelf || !isShut(one));
    if (gateway === undefined) return prepare;
    from.has.delete(gateway);
    to.has.add(gateway);
    if (to.isSelf) prepare.push(gateway);
  }
}

/** The first of those with the most, in the order in which all of them have them. */
const most = (members: readonly Member[]): Member | undefined =>
  members.reduce<Member | undefined>((best, one) => (best && best.has.size >= one.has.size ? best : one), undefined);

const fewest = (members: readonly Member[]): Member | undefined =>
  members.reduce<Member | undefined>((best, one) => (best && best.has.size <= one.has.size ? best : one), undefined);
