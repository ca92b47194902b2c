import { code, heading, note, strong, text, when, type Block, type Line } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import type { Repairs } from "../src/core/repairs.ts";

const SHOWN = 5;

const toUnread = (count: number): string =>
  count === 1
    ? "One more cannot be read: a newer release wrote it, or it is damaged."
    : `${count} more cannot be read: a newer release wrote them, or they are damaged.`;

/** `/fix-log`: who changed what, when, where, and what came of it. */
export const fixLog = (repairs: Repairs): Command =>
  defineCommand({
    name: "fix-log",
    summary: "The latest repairs: who, when, where, what, and what came of it",
    access: "admin",
    options: {},
    async run() {
      const latest = await repairs.latest(SHOWN);
      const blocks = latest.repairs.flatMap(({ repair, events }): readonly Block[] => [
        heading(strong(repair.plan.gateway), ": ", repair.plan.title, ` (${repair.state})`),
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
        { kind: "list", items: events.map(({ at, event, detail }): Line => [when(at), ` ${event}: `, detail]) },
      ]);
      const unread = latest.unreadable > 0 ? [note(toUnread(latest.unreadable))] : [];
      const card = {
        tone: "neutral" as const,
        title: "Repairs",
        blocks: [...(blocks.length > 0 ? blocks : [text("None yet.")]), ...unread],
      };
      return { card, visibility: "private" };
    },
  });
