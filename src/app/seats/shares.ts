import { readyFor, type SeenCompanion } from "../../core/companions.ts";

export interface Shares {
  /** Nobody has these, and they fall to this one. */
  readonly take: readonly string[];
  /** Another one has fewer, or this one cannot do it, and that one is ready to. */
  readonly giveUp: readonly string[];
  /** Another one has more, or cannot do it: as soon as this one is ready to, that one gives them up. */
  readonly prepare: readonly string[];
}

export interface ShareInput {
  /** Seats of one kind, which are spread evenly. */
  readonly seats: readonly string[];
  /** All of them see them alike. */
  readonly companions: readonly Pick<SeenCompanion, "id" | "seats" | "isAtWork" | "isSelf">[];
  /** This one could not do it, or not in time. */
  readonly isShut: (seat: string) => boolean;
  /** Whoever has it has not been able to do it for a while. */
  readonly isAway: (seat: string) => boolean;
  /** Nobody has had it for so long that those it falls to cannot have it. */
  readonly isLeft: (seat: string) => boolean;
}

interface Member {
  readonly isSelf: boolean;
  readonly has: Set<string>;
  /** All seats, and the words about them. */
  readonly held: ReadonlySet<string>;
}

/**
 * Spreads seats evenly over the companions at work. Whoever has one keeps it, unless another one has two fewer; all of
 * them find the same by what they all see, so nobody has to ask. Pure.
 */
export function decideShares({ seats: all, companions, isShut, isAway, isLeft }: ShareInput): Shares {
  const members = companions
    .filter(({ isAtWork }) => isAtWork)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ isSelf, seats }): Member => {
      const held = new Set(seats);
      return { isSelf, has: new Set(all.filter((seat) => held.has(seat))), held };
    });
  const self = members.find(({ isSelf }) => isSelf);
  if (self === undefined) return { take: [], giveUp: [], prepare: [] };
  const take: string[] = [];
  // Somebody who is not at work, such as a terminal, may have one.
  const held = new Set(companions.flatMap(({ seats }) => seats));
  for (const seat of all.filter((one) => !held.has(one))) {
    const next = members.find((one) => isReady(one, seat)) ?? fewest(members);
    next?.has.add(seat);
    if (next?.isSelf === true || isLeft(seat)) take.push(seat);
  }
  const own = [...self.has].filter((seat) => !take.includes(seat));
  const giveUp = own.filter((seat) => {
    const isDue = (one: Member): boolean => isAway(seat) || one.has.size + 2 <= self.has.size;
    const to = members.find((one) => !one.isSelf && isReady(one, seat) && isDue(one));
    to?.has.add(seat);
    return to !== undefined && self.has.delete(seat);
  });
  const others = all.filter((seat) => !self.has.has(seat) && isAway(seat) && !isShut(seat));
  return { take, giveUp, prepare: [...new Set([...others, ...evenOut(members, isShut)])] };
}

const isReady = ({ held }: Member, seat: string): boolean => held.has(readyFor(seat));

/** What would have to move to this one. Two never prepare the same: each of them goes through all that move. */
function evenOut(members: readonly Member[], isShut: ShareInput["isShut"]): readonly string[] {
  const prepare: string[] = [];
  for (;;) {
    const [from, to] = [most(members), fewest(members)];
    if (from === undefined || to === undefined || to.has.size + 2 > from.has.size) return prepare;
    const seat = [...from.has].find((one) => !to.isSelf || !isShut(one));
    if (seat === undefined) return prepare;
    from.has.delete(seat);
    to.has.add(seat);
    if (to.isSelf) prepare.push(seat);
  }
}

/** The first of those with the most, in the order in which all of them have them. */
const most = (members: readonly Member[]): Member | undefined =>
  members.reduce<Member | undefined>((best, one) => (best && best.has.size >= one.has.size ? best : one), undefined);

const fewest = (members: readonly Member[]): Member | undefined =>
  members.reduce<Member | undefined>((best, one) => (best && best.has.size <= one.has.size ? best : one), undefined);
