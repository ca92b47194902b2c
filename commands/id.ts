import { code, note, text, type Line } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";

/** `/id`: what the settings call whoever asks, and where. */
export const id = (): Command =>
  defineCommand({
    name: "id",
    summary: "Your id and that of this room, as the settings take them",
    access: "everyone",
    options: {},
    async run({ caller, origin, place }) {
      const { platform, community, kind } = origin;
      const fields: readonly { readonly label: string; readonly value: Line }[] = [
        { label: "You", value: [code(`${platform}:${caller.id}`)] },
        ...(kind === "direct" ? [] : [{ label: "This room", value: [code(`${platform}:${place}`)] }]),
        ...(community === null || kind === "direct"
          ? []
          : [{ label: "Server or chat", value: [code(`${platform}:${community}`)] }]),
      ];
      return {
        visibility: "private",
        card: {
          tone: "neutral",
          title: caller.admin ? "You are an admin here" : "You are no admin here",
          blocks: [
            { kind: "fields", fields },
            text("Settings of one chat take the number alone, without the name of the chat before it."),
            ...(caller.admin ? [] : [note("openclaw-companion setup makes admins without any id.")]),
          ],
        },
      };
    },
  });
