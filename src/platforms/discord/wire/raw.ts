import { ButtonStyle, ChannelType, ComponentType, InteractionType } from "discord.js";
import { z } from "zod";

/** Discord's ids are numbers of 64 bits, in which the time stands. */
const ID = z.string().regex(/^\d{1,20}$/);
const NAME = z.string().transform((name) => name.slice(0, 200));
/** As long as Discord lets anybody write, and more. */
const TEXT = z.string().transform((text) => text.slice(0, 6_000));

const USER = z.object({ id: ID, username: NAME.optional(), global_name: NAME.nullish() });
const MEMBER = z.object({ user: USER, nick: NAME.nullish(), roles: z.array(ID).max(1_000).default([]) });

const OPTION = z.object({
  name: z.string().max(100),
  value: z.union([TEXT, z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});

const BUTTON = z.object({
  type: z.literal(ComponentType.Button),
  style: z.enum(ButtonStyle),
  label: NAME.optional(),
  custom_id: z.string().max(200),
});
const ROW = z.object({ type: z.literal(ComponentType.ActionRow), components: z.array(z.unknown()).max(25) });

/** What cannot be a button of ours is left out. */
const ROWS = z
  .array(z.unknown())
  .max(40)
  .catch([])
  .transform((rows) =>
    rows.flatMap((row) => {
      const { data } = ROW.safeParse(row);
      return data === undefined ? [] : [data.components.flatMap((one) => BUTTON.safeParse(one).data ?? [])];
    }),
  );

const MESSAGE = z.object({ id: ID, flags: z.number().int().min(0).optional(), components: ROWS.default([]) });

const DATA = z.object({
  name: z.string().max(100).optional(),
  options: z.array(OPTION).max(50).default([]),
  component_type: z.enum(ComponentType).optional().catch(undefined),
  custom_id: z.string().max(200).optional(),
});

const INTERACTION = z
  .object({
    id: ID,
    token: z.string().min(1).max(2_000),
    application_id: ID,
    type: z.enum(InteractionType),
    channel: z.object({ id: ID, type: z.enum(ChannelType).optional().catch(undefined) }).optional(),
    channel_id: ID.optional(),
    guild_id: ID.optional(),
    member: MEMBER.optional(),
    user: USER.optional(),
    locale: z.string().max(50).optional(),
    authorizing_integration_owners: z.record(z.string().max(10), z.unknown()).default({}),
    data: DATA.optional(),
    message: MESSAGE.optional(),
  })
  .refine(({ member, user }) => member !== undefined || user !== undefined);
/** As much of an interaction as anybody looks at. Somebody did it. */
export type RawInteraction = z.infer<typeof INTERACTION>;
export type RawButton = z.infer<typeof BUTTON>;

/** Null for what is no interaction of a person: a ping, or what Discord never sends. */
export const readRaw = (raw: unknown): RawInteraction | null => INTERACTION.safeParse(raw).data ?? null;

const JOINED = z.object({ id: ID, name: NAME.optional(), owner_id: ID.optional() });
const LEFT = z.object({ id: ID, unavailable: z.boolean().optional() });
const PLACED = z.object({ id: ID });

/** A server as the gateway tells that the bot is in it. */
export const readJoined = (raw: unknown): z.infer<typeof JOINED> | null => JOINED.safeParse(raw).data ?? null;
/** A server that is out of order, or that the bot is in no more. */
export const readLeft = (raw: unknown): z.infer<typeof LEFT> | null => LEFT.safeParse(raw).data ?? null;
/** A channel or thread something was told of. */
export const readPlaced = (raw: unknown): z.infer<typeof PLACED> | null => PLACED.safeParse(raw).data ?? null;
