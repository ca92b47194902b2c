import { code, heading, note, strong, text, when, type Block } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import type { Repairs } from "../src/core/repairs.ts";
import { say } from "../src/words/say.ts";

const SHOWN = 5;

/** `/fix-log`: who changed what, when, where, and what came of it. */
export const fixLog = (repairs: Repairs): Command =>
  defineCommand({
    name: "fix-log",
    summary: say("menu.fix-log"),
    access: "admin",
    options: {},
    async run() {
      const latest = await repairs.latest(SHOWN);
      const blocks = latest.repairs.flatMap(({ repair: { plan, state }, events }): readonly Block[] => [
        heading(say("fix-log.heading", { gateway: strong(plan.gateway), title: plan.title, state })),
        text(
          say("fix-log.by", {
            name: strong(plan.by.name),
            platform: plan.by.platform,
            id: code(plan.by.id),
            place: code(plan.place),
            at: when(plan.createdAt),
            remedy: code(plan.remedy),
          }),
        ),
        {
          kind: "list",
          items: events.map(({ at, event, detail }) => [say("fix-log.event", { at: when(at), event, detail })]),
        },
      ]);
      const unread = latest.unreadable > 0 ? [note(say("fix-log.unread", { count: latest.unreadable }))] : [];
      const card = {
        tone: "neutral" as const,
        title: say("fix-log.title"),
        blocks: [...(blocks.length > 0 ? blocks : [text(say("audit.none"))]), ...unread],
      };
      return { card, visibility: "private" };
    },
  });
