import { ChannelType, PermissionFlagsBits as Bits, RequestMethod, Routes } from "discord.js";
import { z } from "zod";
import { DiscordFailure } from "../wire/failure.ts";
import type { Rest } from "../wire/rest.ts";

const bits = z
  .string()
  .regex(/^\d{1,40}$/)
  .transform(BigInt);
const Channel = z.object({
  type: z.number(),
  guild_id: z.string().optional(),
  parent_id: z.string().nullish(),
  permission_overwrites: z.array(z.object({ id: z.string(), allow: bits, deny: bits })).default([]),
});
const Guild = z.object({ owner_id: z.string(), roles: z.array(z.object({ id: z.string(), permissions: bits })) });
const Member = z.object({ roles: z.array(z.string()) });
const User = z.object({ id: z.string() });

type Channel = z.infer<typeof Channel>;

/** A right of the bot's in a channel, as Discord's settings call it. Without a vital one, nothing arrives. */
export interface Right {
  readonly name: string;
  readonly isVital: boolean;
  readonly bit: bigint;
}

const IN_CHANNELS: readonly Right[] = [
  { name: "View Channel", isVital: true, bit: Bits.ViewChannel },
  { name: "Send Messages", isVital: true, bit: Bits.SendMessages },
  { name: "Embed Links", isVital: false, bit: Bits.EmbedLinks },
  { name: "Attach Files", isVital: false, bit: Bits.AttachFiles },
];
const IN_THREADS: readonly Right[] = IN_CHANNELS.map((right) =>
  right.name === "Send Messages"
    ? { name: "Send Messages in Threads", isVital: true, bit: Bits.SendMessagesInThreads }
    : right,
);
const THREADS: ReadonlySet<number> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);

const WITHIN = 8_000;

/**
 * The rights that cards need and the bot does not have in a channel, as roles and channel say; null where that
 * cannot be told. Rejects with `DiscordFailure` when the channel itself is not shown.
 */
export async function findMissingRights(
  rest: Rest,
  channelId: string,
  signal?: AbortSignal,
): Promise<readonly Right[] | null> {
  const get = (route: `/${string}`) =>
    rest.call({ method: RequestMethod.Get, route, signed: true, within: WITHIN }, signal);
  const channel = Channel.safeParse(await get(Routes.channel(channelId))).data;
  if (channel?.guild_id === undefined) return channel === undefined ? null : [];
  try {
    const me = User.parse(await get(Routes.user())).id;
    const [guild, member] = await Promise.all([
      get(Routes.guild(channel.guild_id)),
      get(Routes.guildMember(channel.guild_id, me)),
    ]);
    const isThread = THREADS.has(channel.type);
    // A thread has no rights of its own.
    const ruling =
      isThread && channel.parent_id ? Channel.parse(await get(Routes.channel(channel.parent_id))) : channel;
    const held = rightsOf(me, channel.guild_id, Guild.parse(guild), Member.parse(member).roles, ruling);
    return (isThread ? IN_THREADS : IN_CHANNELS).filter(({ bit }) => (held & bit) === 0n);
  } catch (error) {
    if (error instanceof DiscordFailure || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** As Discord's documentation computes them: the server's roles, then the channel's exceptions from them. */
function rightsOf(
  me: string,
  guildId: string,
  guild: z.infer<typeof Guild>,
  roles: readonly string[],
  { permission_overwrites: exceptions }: Channel,
): bigint {
  // The role of everybody has the server's id.
  const own = new Set([guildId, ...roles]);
  const base = join(guild.roles.filter(({ id }) => own.has(id)).map(({ permissions }) => permissions));
  if (guild.owner_id === me || (base & Bits.Administrator) !== 0n) return ~0n;
  const ofRoles = exceptions.filter(({ id }) => own.has(id) && id !== guildId);
  const layers = [exceptions.filter(({ id }) => id === guildId), ofRoles, exceptions.filter(({ id }) => id === me)];
  return layers.reduce(
    (held, layer) => (held & ~join(layer.map(({ deny }) => deny))) | join(layer.map(({ allow }) => allow)),
    base,
  );
}

const join = (all: readonly bigint[]): bigint => all.reduce((sum, one) => sum | one, 0n);
