import { code, note, strong, text, when, type Action, type Card, type Line } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import type { AuditEntry, AuditStore } from "../src/core/audit.ts";

const PAGE = 15;

/** `/audit [page]`: every call that needs an admin, allowed or refused, newest first. */
export const audit = (store: AuditStore): Command =>
  defineCommand({
    name: "audit",
    summary: "Every call that needs an admin, allowed or refused: who, where, what",
    access: "admin",
    options: { page: { description: "a number; 1 is the newest", takes: (value) => /^[1-9]\d{0,5}$/.test(value) } },
    async run(_context, { page }) {
      const number = Number(page ?? 1);
      return { card: await writeAudit(store, number), visibility: "private" };
    },
  });

/** One page of it, with a button to the next one where there is one. */
export async function writeAudit(store: Pick<AuditStore, "latest">, number: number): Promise<Card> {
  const found = await store.latest(PAGE + 1, (number - 1) * PAGE);
  const shown = found.slice(0, PAGE);
  return {
    tone: "neutral",
    title: number === 1 ? "Calls of admins" : `Calls of admins, page ${number}`,
    blocks:
      shown.length > 0
        ? [{ kind: "list", items: shown.map(toItem) }, note("Newest first.")]
        : [text(number === 1 ? "None yet." : "There is nothing on this page.")],
    ...(found.length > PAGE && { actions: [toOlder(number + 1)] }),
  };
}

const toItem = ({ at, platform, person, name, place, what, decision }: AuditEntry): Line => [
  when(at),
  " ",
  strong(name),
  ` (${platform} `,
  code(person),
  ", in ",
  code(place),
  "): ",
  code(what),
  `, ${decision}`,
];

const toOlder = (page: number): Action => ({
  label: "Older",
  style: "plain",
  command: "audit",
  args: { page: String(page) },
});
