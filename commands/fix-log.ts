import { code, heading, strong, text, when, type Block, type Line } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import type { Repairs } from "../src/core/repairs.ts";

const SHOWN = 5;

/** `/fix-log`: who changed what, when, where, and what came of it. */
export const fixLog = (repairs: Repairs): Command =>
  defineCommand({
    name: "fix-log",
    summary: "The latest repairs: who, when, where, what, and what came of it",
    access: "admin",
    options: {},
    async run() {
      const latest = await repairs.latest(SHOWN);
      const blocks = latest.flatMap(({ repair, events }): readonly Block[] => [
        heading(strong(repair.plan.gateway), `: ${repair.plan.title} (${repair.state})`),
        text(
          "By ",
          strong(repair.plan.by.name),
          ` (${repair.plan.by.platform} `,
          code(repair.plan.by.id),
          ", in ",
          code(repair.plan.place),
          "), ",
          when(repair.plan.createdAt),
          ", remedy ",
          code(repair.plan.remedy),
        ),
        { kind: "list", items: events.map(({ at, event, detail }): Line => [when(at), ` ${event}: ${detail}`]) },
      ]);
      const card = {
        tone: "neutral" as const,
        title: "Repairs",
        blocks: blocks.length > 0 ? blocks : [text("None yet.")],
      };
      return { card, visibility: "private" };
    },
  });
