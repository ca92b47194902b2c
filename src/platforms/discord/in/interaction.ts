import {
  ApplicationIntegrationType,
  ChannelType,
  ComponentType,
  InteractionType,
  MessageFlags,
  SnowflakeUtil,
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
} from "discord.js";
import type { Caller, Origin } from "../../../core/command.ts";
import { languageOf } from "../../../words/languages.ts";
import { readCustomId } from "../custom-id.ts";
import type { ButtonRow } from "../out/render/buttons.ts";

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

export const toTicket = (raw: APIInteraction): Ticket => ({
  id: raw.id,
  token: raw.token,
  applicationId: raw.application_id,
  channel: raw.channel?.id ?? raw.channel_id ?? "",
});

/** `admins` holds user and role ids. Chat permissions never make an admin. */
export function readCaller(raw: APIInteraction, admins: ReadonlySet<string>): Caller {
  const user = raw.member?.user ?? raw.user;
  const id = user?.id ?? "";
  return {
    platform: "discord",
    id,
    name: raw.member?.nick ?? user?.global_name ?? user?.username ?? "somebody",
    admin: admins.has(id) || (raw.member?.roles ?? []).some((role) => admins.has(role)),
    ...("locale" in raw && { language: languageOf(raw.locale) }),
  };
}

export const readOrigin = (raw: APIInteraction): Origin => {
  const community = raw.guild_id ?? null;
  // In a group of friends nobody installed the bot but the caller, for themselves.
  const inGroup = community !== null || raw.channel?.type === ChannelType.GroupDM;
  const owners = raw.authorizing_integration_owners;
  return {
    platform: "discord",
    kind: inGroup ? "group" : "direct",
    community,
    userInstalled:
      ApplicationIntegrationType.UserInstall in owners && !(ApplicationIntegrationType.GuildInstall in owners),
    at: SnowflakeUtil.timestampFrom(raw.id),
  };
};

export function readInteraction(raw: APIInteraction): Deed {
  switch (raw.type) {
    case InteractionType.ApplicationCommand:
      return { kind: "command", name: raw.data.name, args: readArgs(raw) };
    case InteractionType.ApplicationCommandAutocomplete:
      return readTyping(raw);
    case InteractionType.MessageComponent:
      return readPress(raw);
    case InteractionType.Ping:
    case InteractionType.ModalSubmit:
    default:
      return { kind: "foreign" };
  }
}

function readArgs(raw: APIApplicationCommandInteraction | APIApplicationCommandAutocompleteInteraction): Args {
  const options = "options" in raw.data ? (raw.data.options ?? []) : [];
  return Object.fromEntries(
    options.flatMap((option) => ("value" in option ? [[option.name, String(option.value)]] : [])),
  );
}

function readTyping(raw: APIApplicationCommandAutocompleteInteraction): Deed {
  const focused = raw.data.options.find((option) => "focused" in option && option.focused);
  if (focused === undefined) return { kind: "foreign" };
  const { name: option } = focused;
  const args = Object.entries(readArgs(raw));
  const typed = args.find(([name]) => name === option)?.[1] ?? "";
  const soFar = Object.fromEntries(args.filter(([name]) => name !== option));
  return { kind: "typing", name: raw.data.name, option, typed, soFar };
}

function readPress(raw: APIMessageComponentInteraction): Deed {
  const call = raw.data.component_type === ComponentType.Button ? readCustomId(raw.data.custom_id) : undefined;
  if (call === undefined) return { kind: "foreign" };
  return { kind: "button", name: call.command, args: call.args, on: readPressed(raw) };
}

function readPressed(raw: APIMessageComponentInteraction): PressedMessage {
  const flags = raw.message.flags ?? 0;
  if ((flags & MessageFlags.Ephemeral) === 0) return { visibility: "public" };
  return { visibility: "private", id: raw.message.id, rows: raw.message.components?.flatMap(disabled) ?? [] };
}

type Component = NonNullable<APIMessageComponentInteraction["message"]["components"]>[number];

/** The same buttons, still to be read but no longer to be pressed. */
function disabled(row: Component): readonly ButtonRow[] {
  if (row.type !== ComponentType.ActionRow) return [];
  const components = row.components.flatMap((component) =>
    component.type === ComponentType.Button && "custom_id" in component
      ? [
          {
            type: component.type,
            style: component.style,
            label: component.label ?? "",
            custom_id: component.custom_id,
            disabled: true,
          },
        ]
      : [],
  );
  return [{ type: ComponentType.ActionRow, components }];
}
