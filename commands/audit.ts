import { code, note, strong, text, when, type Action, type Card, type Line } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import type { AuditEntry, AuditStore } from "../src/core/audit.ts";
import { pageOption, readPage } from "./page.ts";
import { say } from "../src/words/say.ts";

const PAGE = 15;

/** `/audit [page]`: every call that needs an admin, allowed or refused, newest first. */
export const audit = (store: AuditStore): Command =>
  defineCommand({
    name: "audit",
    summary: say("menu.audit"),
    access: "admin",
    options: { page: pageOption },
    async run(_context, { page }) {
      return { card: await writeAudit(store, readPage(page)), visibility: "private" };
    },
  });

/** One page of it, with a button to the next one where there is one. */
export async function writeAudit(store: Pick<AuditStore, "latest">, number: number): Promise<Card> {
  const found = await store.latest(PAGE + 1, (number - 1) * PAGE);
  const shown = found.slice(0, PAGE);
  return {
    tone: "neutral",
    title: say("audit.title", { page: number }),
    blocks:
      shown.length > 0
        ? [{ kind: "list", items: shown.map(toItem) }, note(say("audit.newest"))]
        : [text(number === 1 ? say("audit.none") : say("audit.empty-page"))],
    ...(found.length > PAGE && { actions: [toOlder(number + 1)] }),
  };
}

const toItem = ({ at, platform, person, name, place, what, decision }: AuditEntry): Line => [
  say("audit.one", {
    at: when(at),
    name: strong(name),
    platform,
    id: code(person),
    place: code(place),
    what: code(what),
    decision,
  }),
];

const toOlder = (page: number): Action => ({
  label: say("audit.older"),
  style: "plain",
  command: "audit",
  args: { page: String(page) },
});
