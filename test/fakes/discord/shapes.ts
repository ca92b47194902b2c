import type { FakeMessage, Json, Person } from "./types.ts";
import { list, type World } from "./world.ts";

const EPHEMERAL = 64;
const LOADING = 128;
/** Kinds of messages. */
const [REPLY, CHAT_INPUT] = [19, 20];

export const botUser = ({ bot }: World): Json => ({
  ...bot,
  global_name: null,
  avatar: null,
  bot: true,
  public_flags: 0,
  flags: 0,
  mfa_enabled: false,
  locale: "en-US",
  verified: true,
  email: null,
  banner: null,
  accent_color: null,
  primary_guild: null,
  clan: null,
});

/** A message as Discord answers it. */
export const apiMessage = (world: World, message: FakeMessage): Json => ({
  id: message.id,
  channel_id: message.channelId,
  type: message.interaction !== undefined ? CHAT_INPUT : message.repliesTo !== undefined ? REPLY : 0,
  author: botUser(world),
  application_id: world.applicationId,
  content: message.content,
  embeds: message.embeds.map((embed) => ({ type: "rich", ...embed })),
  components: message.components.map((row, index) => ({
    id: 10 * (index + 1),
    ...row,
    components: list(row["components"]).map((button, place) => ({ id: 10 * (index + 1) + place + 1, ...button })),
  })),
  attachments: message.attachments.map((attachment, index) => ({
    ...attachment,
    id: String(BigInt(message.id) + BigInt(index)),
    filename: message.files[index]?.name ?? attachment["filename"] ?? "file",
    size: message.files[index]?.bytes.length ?? 0,
    url: "https://cdn.example/file",
    proxy_url: "https://cdn.example/file",
  })),
  flags: (message.ephemeral ? EPHEMERAL : 0) + (message.deferred ? LOADING : 0),
  timestamp: new Date(0).toISOString(),
  edited_timestamp: message.edits > 0 ? new Date(0).toISOString() : null,
  tts: false,
  mention_everyone: false,
  mentions: [],
  mention_roles: [],
  pinned: false,
  ...(message.repliesTo !== undefined && {
    message_reference: {
      type: 0,
      message_id: message.repliesTo,
      channel_id: message.channelId,
      guild_id: world.guildId,
    },
  }),
});

export const apiCommand = (world: World, place: string, id: string, body: Json): Json => {
  const guild = place === "global" ? {} : { guild_id: place };
  const options = Array.isArray(body["options"]) ? body["options"].map(withoutFalse) : [];
  return {
    id,
    application_id: world.applicationId,
    version: world.id(),
    default_member_permissions: null,
    type: 1,
    dm_permission: true,
    contexts: null,
    integration_types: [0],
    nsfw: false,
    ...body,
    options,
    ...guild,
  };
};

/** As Discord lists a command where its localizations were not asked for. */
export const withoutLocalizations = (command: Json): Json => {
  const { description_localizations: _, options, ...rest } = command;
  return Array.isArray(options) ? { ...rest, options: options.map(withoutLocalizations) } : rest;
};

/** Discord leaves out what is false. */
const withoutFalse = (option: Json): Json =>
  Object.fromEntries(Object.entries(option).filter(([, value]) => value !== false));

export const apiGuild = (world: World): Json => ({
  id: world.guildId,
  name: "Operators",
  owner_id: world.bot.id,
  roles: [],
  channels: [...world.channels].map((id) => ({ id, type: 0, name: "ops", position: 0, permission_overwrites: [] })),
  threads: [],
  members: [],
  emojis: [],
  stickers: [],
  features: [],
  voice_states: [],
  presences: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
  member_count: 2,
  premium_tier: 0,
  nsfw_level: 0,
  verification_level: 0,
  explicit_content_filter: 0,
  default_message_notifications: 0,
  mfa_level: 0,
  system_channel_flags: 0,
  preferred_locale: "en-US",
  unavailable: false,
});

/** Everybody may do everything, but for what a channel takes away. */
/** Where the bot is, as it may ask for itself. */
export const apiOwnGuilds = (world: World): readonly Json[] =>
  [...(world.invited ? [world.guildId] : []), ...world.elsewhere.keys()].map((id) => ({
    id,
    name: "Operators",
    icon: null,
    banner: null,
    owner: false,
    permissions: String(ALL_RIGHTS),
    features: [],
  }));

export const apiWholeGuild = (world: World): Json => ({
  id: world.guildId,
  name: "Operators",
  icon: null,
  description: null,
  home_header: null,
  splash: null,
  discovery_splash: null,
  banner: null,
  owner_id: "200000000000000001",
  application_id: null,
  region: "us",
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: null,
  system_channel_flags: 0,
  widget_enabled: false,
  widget_channel_id: null,
  roles: [
    {
      id: world.guildId,
      name: "@everyone",
      description: null,
      permissions: String(ALL_RIGHTS),
      position: 0,
      color: 0,
      colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
      hoist: false,
      managed: false,
      mentionable: false,
      icon: null,
      unicode_emoji: null,
      flags: 0,
    },
  ],
  emojis: [],
  stickers: [],
  features: [],
  default_message_notifications: 0,
  mfa_level: 0,
  explicit_content_filter: 0,
  max_presences: null,
  max_members: 500_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  preferred_locale: "en-US",
  rules_channel_id: null,
  safety_alerts_channel_id: null,
  public_updates_channel_id: null,
  premium_progress_bar_enabled: false,
  nsfw: false,
  nsfw_level: 0,
  verification_level: 0,
  incidents_data: null,
});

/** All but those of administrators. */
const ALL_RIGHTS = (1n << 50n) - 1n - 8n;

export const apiApplication = (world: World): Json => ({
  id: world.applicationId,
  name: "Companion",
  icon: null,
  description: "",
  type: null,
  bot: botUser(world),
  bot_public: world.isPublic,
  bot_require_code_grant: false,
  verify_key: "0".repeat(64),
  flags: 0,
});

export const apiOwnMember = (world: World): Json => ({
  user: botUser(world),
  roles: [],
  nick: null,
  avatar: null,
  banner: null,
  joined_at: new Date(0).toISOString(),
  premium_since: null,
  communication_disabled_until: null,
  pending: false,
  deaf: false,
  mute: false,
  flags: 0,
});

export const apiChannel = (world: World, id: string): Json => {
  const denied = world.denied.get(id);
  const exceptions = denied === undefined ? [] : [{ id: world.guildId, type: 0, allow: "0", deny: String(denied) }];
  const rest = { name: "ops", position: 0, flags: 0, permission_overwrites: exceptions };
  return { id, type: 0, guild_id: world.guildId, ...rest };
};

/** What every INTERACTION_CREATE carries; discord.js throws where entitlements or owners are missing. */
export function apiInteraction(world: World, person: Person, more: Json): Json {
  const channel = person.channel ?? [...world.channels][0] ?? "";
  const user = {
    id: person.id ?? "200000000000000001",
    username: person.name ?? "operator",
    discriminator: "0",
    global_name: person.name ?? "Operator",
    avatar: null,
    public_flags: 0,
  };
  const guild = { elsewhere: "100000000000000099", direct: null, friends: null };
  const guildId = person.where === undefined ? world.guildId : guild[person.where];
  const member = {
    user,
    roles: [...(person.roles ?? [])],
    nick: null,
    avatar: null,
    joined_at: new Date(0).toISOString(),
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    permissions: "0",
  };
  const inGuild = {
    guild_id: guildId,
    guild: { id: guildId, locale: "en-US", features: [] },
    channel: { id: channel, type: 0, name: "ops", guild_id: guildId, permissions: "0", position: 0 },
    member,
    guild_locale: "en-US",
  };
  return {
    application_id: world.applicationId,
    version: 1,
    channel_id: channel,
    ...(guildId === null ? { channel: { id: channel, type: person.where === "direct" ? 1 : 3 }, user } : inGuild),
    app_permissions: "0",
    locale: "en-US",
    entitlements: [],
    authorizing_integration_owners:
      person.where === undefined ? { 0: world.guildId } : person.where === "direct" ? { 0: "0" } : { 1: user.id },
    context: guildId !== null ? 0 : person.where === "direct" ? 1 : 2,
    attachment_size_limit: 10_485_760,
    ...more,
  };
}
