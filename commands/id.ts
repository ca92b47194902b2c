import { code, note, text, type Line, type Text } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import { say } from "../src/words/say.ts";

/** `/id`: what the settings call whoever asks, and where. */
export const id = (): Command =>
  defineCommand({
    name: "id",
    summary: say("menu.id"),
    access: "everyone",
    options: {},
    async run({ caller, origin, place }) {
      const { platform, community, kind } = origin;
      const fields: readonly { readonly label: Text; readonly value: Line }[] = [
        { label: say("id.you"), value: [code(`${platform}:${caller.id}`)] },
        ...(kind === "direct" ? [] : [{ label: say("id.room"), value: [code(`${platform}:${place}`)] }]),
        ...(community === null || kind === "direct"
          ? []
          : [{ label: say("id.community"), value: [code(`${platform}:${community}`)] }]),
      ];
      return {
        visibility: "private",
        card: {
          tone: "neutral",
          title: caller.admin ? say("id.admin") : say("id.no-admin"),
          blocks: [
            { kind: "fields", fields },
            text(say("id.settings")),
            ...(caller.admin ? [] : [note(say("id.setup"))]),
          ],
        },
      };
    },
  });
