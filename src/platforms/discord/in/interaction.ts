import {
  ApplicationIntegrationType,
  ButtonStyle,
  ChannelType,
  ComponentType,
  InteractionType,
  MessageFlags,
  SnowflakeUtil,
} from "discord.js";
import type { Caller, Origin } from "../../../core/command.ts";
import { languageOf } from "../../../words/languages.ts";
import { readCustomId } from "../custom-id.ts";
import type { ButtonRow } from "../out/render/buttons.ts";
import type { RawButton, RawInteraction } from "../wire/raw.ts";

type Args = Readonly<Record<string, string>>;

/** What somebody did, as far as it concerns us. */
export type Deed =
  | { readonly kind: "command"; readonly name: string; readonly args: Args }
  | { readonly kind: "button"; readonly name: string; readonly args: Args; readonly on: PressedMessage }
  | {
      readonly kind: "typing";
      readonly name: string;
      readonly option: string;
      readonly typed: string;
      readonly soFar: Args;
    }
  | { readonly kind: "foreign" };

/** A message only its reader sees can be replaced by the answer; one in the channel is everybody's. */
export type PressedMessage =
  | { readonly visibility: "private"; readonly id: string; readonly rows: readonly ButtonRow[] }
  | { readonly visibility: "public" };

/** What is needed to answer one interaction, for 15 minutes. */
export interface Ticket {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
  readonly channel: string;
}

export const toTicket = (raw: RawInteraction): Ticket => ({
  id: raw.id,
  token: raw.token,
  applicationId: raw.application_id,
  channel: raw.channel?.id ?? raw.channel_id ?? "",
});

/** `admins` holds user and role ids. Chat permissions never make an admin. */
export function readCaller(raw: RawInteraction, admins: ReadonlySet<string>): Caller {
  const user = raw.member?.user ?? raw.user;
  const id = user?.id ?? "";
  return {
    platform: "discord",
    id,
    name: raw.member?.nick ?? user?.global_name ?? user?.username ?? "somebody",
    admin: admins.has(id) || (raw.member?.roles ?? []).some((role) => admins.has(role)),
    ...(raw.locale !== undefined && { language: languageOf(raw.locale) }),
  };
}

export const readOrigin = (raw: RawInteraction): Origin => {
  const community = raw.guild_id ?? null;
  // In a group of friends nobody installed the bot but the caller, for themselves.
  const inGroup = community !== null || raw.channel?.type === ChannelType.GroupDM;
  const owners = raw.authorizing_integration_owners;
  return {
    platform: "discord",
    kind: inGroup ? "group" : "direct",
    community,
    userInstalled:
      Object.hasOwn(owners, ApplicationIntegrationType.UserInstall) &&
      !Object.hasOwn(owners, ApplicationIntegrationType.GuildInstall),
    at: SnowflakeUtil.timestampFrom(raw.id),
  };
};

export function readInteraction(raw: RawInteraction): Deed {
  const { data } = raw;
  if (data === undefined) return FOREIGN;
  switch (raw.type) {
    case InteractionType.ApplicationCommand:
      return data.name === undefined ? FOREIGN : { kind: "command", name: data.name, args: readArgs(data) };
    case InteractionType.ApplicationCommandAutocomplete:
      return readTyping(data);
    case InteractionType.MessageComponent:
      return readPress(data, raw.message);
    case InteractionType.Ping:
    case InteractionType.ModalSubmit:
    default:
      return FOREIGN;
  }
}

const FOREIGN: Deed = { kind: "foreign" };
type Data = NonNullable<RawInteraction["data"]>;

const readArgs = ({ options }: Data): Args =>
  Object.fromEntries(options.flatMap(({ name, value }) => (value === undefined ? [] : [[name, String(value)]])));

function readTyping(data: Data): Deed {
  const focused = data.options.find((option) => option.focused === true);
  if (focused === undefined || data.name === undefined) return FOREIGN;
  const { name: option } = focused;
  const args = Object.entries(readArgs(data));
  const typed = args.find(([name]) => name === option)?.[1] ?? "";
  const soFar = Object.fromEntries(args.filter(([name]) => name !== option));
  return { kind: "typing", name: data.name, option, typed, soFar };
}

function readPress({ component_type: type, custom_id: id = "" }: Data, message: RawInteraction["message"]): Deed {
  const call = type === ComponentType.Button ? readCustomId(id) : undefined;
  if (call === undefined || message === undefined) return FOREIGN;
  return { kind: "button", name: call.command, args: call.args, on: readPressed(message) };
}

function readPressed({ id, flags = 0, components }: NonNullable<RawInteraction["message"]>): PressedMessage {
  if ((flags & MessageFlags.Ephemeral) === 0) return { visibility: "public" };
  return { visibility: "private", id, rows: components.map(disabled) };
}

/** The same buttons, still to be read but no longer to be pressed. */
const disabled = (buttons: readonly RawButton[]): ButtonRow => ({
  type: ComponentType.ActionRow,
  components: buttons.map(({ style, label = "", custom_id }) => ({
    type: ComponentType.Button,
    style: STYLES.find((one) => one === style) ?? ButtonStyle.Secondary,
    label,
    custom_id,
    disabled: true,
  })),
});

/** A premium button, or one that leads elsewhere, is none of ours. */
const STYLES = [ButtonStyle.Primary, ButtonStyle.Secondary, ButtonStyle.Success, ButtonStyle.Danger] as const;
