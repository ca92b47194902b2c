import type { Caller, Origin } from "../core/command.ts";

/** Whom the companion was set up for, besides admins. */
export interface Doors {
  readonly everyone: boolean;
  /** Servers and chats whose members are answered, as `discord:<server>` and `telegram:<chat>`. */
  readonly communities: ReadonlySet<string>;
}

/** `alone`: answered, but read by nobody else, because the others there are strangers. */
export type Welcome = "welcome" | "alone" | "stranger";

export interface Asking {
  readonly caller: Caller;
  readonly origin: Origin;
  readonly place: string;
}

/** Decides who is answered. `isMember`: the caller was seen in, or is known to belong to, one of the communities. */
export function decideWelcome(
  { caller, origin }: Pick<Asking, "caller" | "origin">,
  doors: Doors,
  isMember: boolean,
): Welcome {
  if (doors.everyone || isOpen(origin, doors)) return "welcome";
  if (caller.admin) return isWithBot(origin) ? "welcome" : "alone";
  return isWithBot(origin) && isMember ? "welcome" : "stranger";
}

/** A direct message to the bot; an app that was brought along may be used between two people, too. */
export const isWithBot = ({ kind, userInstalled }: Origin): boolean => kind === "direct" && !userInstalled;

/** Whether all who speak in a place are answered there. */
export const isOpen = ({ platform, community }: Origin, { communities }: Doors): boolean =>
  community !== null && communities.has(`${platform}:${community}`);

/** Decides for each call whether its caller is answered. */
export interface Audience {
  welcome(asking: Asking): Promise<Welcome>;
}

/** For where nobody else can be, as in a terminal. */
export const OPEN_HOUSE: Audience = { welcome: () => Promise.resolve("welcome") };
