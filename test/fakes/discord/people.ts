import type { FakeGateway } from "./gateway.ts";
import { apiGuild, apiInteraction, apiMessage } from "./shapes.ts";
import type { FakeInteraction, FakeMessage, Json, Person } from "./types.ts";
import { until } from "./until.ts";
import type { Pending, World } from "./world.ts";

type Args = Readonly<Record<string, string>>;

/** What the people in the chat can do. */
export interface People {
  /** Waits until the bot listens. */
  ready(): Promise<void>;
  /** Lets the bot into the server. */
  invite(): void;
  /** Puts the bot into another server; returns its id. */
  abduct(name: string, owner: string): string;
  slash(name: string, args?: Args, who?: Person): FakeInteraction;
  /** Presses the button with this label or custom id. */
  press(message: FakeMessage, button: string, who?: Person): FakeInteraction;
  /** What is proposed for `option` while `typed` stands there. */
  autocomplete(name: string, option: string, typed: string, soFar?: Args, who?: Person): Promise<readonly string[]>;
  /** Delivers the same interaction once more, as Discord does after a resume. */
  repeat(interaction: FakeInteraction): void;
  /** Ends the interaction's 15 minutes. */
  expire(interaction: FakeInteraction): void;
}

export function createPeople(world: World, gateway: FakeGateway): People {
  const delivered = new Map<string, Json>();

  function interact(who: Person, more: Json, pressed?: FakeMessage): FakeInteraction {
    const id = world.id(who.at);
    const token = `interaction-token-${id}`;
    const payload = apiInteraction(world, who, { id, token, ...more });
    const channelId = String(payload["channel_id"]);
    world.pending.set(token, {
      id,
      token,
      channelId,
      pressed,
      acknowledged: false,
      answered: false,
      expired: who.at !== undefined && Date.now() - who.at > 3_000,
      original: undefined,
      choices: undefined,
    });
    delivered.set(id, payload);
    gateway.dispatch("INTERACTION_CREATE", payload);
    const replies = (): readonly FakeMessage[] => repliesTo(world, token);
    return { id, token, replies, reply: () => until("a reply", () => replies()[0]) };
  }

  return {
    ready: () => until("the bot is connected", () => gateway.ready() || undefined).then(() => undefined),
    invite() {
      world.invited = true;
      gateway.dispatch("GUILD_CREATE", apiGuild(world));
    },
    abduct(name, owner) {
      const id = world.id();
      const guild = { ...apiGuild(world), id, name, owner_id: owner, channels: [] };
      world.elsewhere.set(id, guild);
      gateway.dispatch("GUILD_CREATE", guild);
      return id;
    },
    slash: (name, args = {}, who = {}) =>
      interact(who, { type: 2, data: { id: world.id(), name, type: 1, options: toOptions(args) } }),
    press(message, button, who = {}) {
      const found = message.buttons.find((one) => one.label === button || one.customId === button);
      if (found === undefined) throw new Error(`no button ${button} among ${JSON.stringify(message.buttons)}`);
      if (found.disabled) throw new Error(`the button ${button} is disabled`);
      const data = { component_type: 2, custom_id: found.customId, id: 1 };
      return interact(
        { channel: message.channelId, ...who },
        { type: 3, data, message: apiMessage(world, message) },
        message,
      );
    },
    async autocomplete(name, option, typed, soFar = {}, who = {}) {
      const focused = { name: option, type: 3, value: typed, focused: true };
      const options = [...toOptions(soFar), focused];
      const { token } = interact(who, { type: 4, data: { id: world.id(), name, type: 1, options } });
      const choices = await until("choices", () => pendingOf(world, token).choices);
      return choices.map((choice) => String(choice["value"]));
    },
    repeat: ({ id }) => gateway.dispatch("INTERACTION_CREATE", delivered.get(id)),
    expire: ({ token }) => void (pendingOf(world, token).expired = true),
  };
}

const toOptions = (args: Args): readonly Json[] =>
  Object.entries(args).map(([name, value]) => ({ name, value, type: 3 }));

function pendingOf(world: World, token: string): Pending {
  const pending = world.pending.get(token);
  if (pending === undefined) throw new Error("no such interaction");
  return pending;
}

/** Messages of its own, and the one it edited in place. */
function repliesTo(world: World, token: string): readonly FakeMessage[] {
  const pending = pendingOf(world, token);
  const inPlace = pending.answered && pending.original === pending.pressed;
  const edited = inPlace && pending.pressed !== undefined ? [pending.pressed] : [];
  const own = world.messages.filter((message) => message.interaction === token);
  return [...edited, ...own].filter((message) => !message.deleted && !message.deferred);
}
