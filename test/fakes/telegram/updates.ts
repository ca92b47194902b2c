import type { ServerResponse } from "node:http";
import { Refusal } from "./methods.ts";
import type { FakeUpdate, World } from "./world.ts";

/** `getUpdates` as Telegram does it: a long poll, one poller at a time, an offset confirms what came before. */
export interface Updates {
  poll(params: Readonly<Record<string, unknown>>, response: ServerResponse): Promise<readonly FakeUpdate[]>;
  /** Lets a waiting poll look again. */
  ring(): void;
}

export function createUpdates(world: World): Updates {
  let bell = Promise.withResolvers<void>();
  let current: { conflict: boolean } | null = null;
  let allowed: readonly unknown[] | null = null;

  const ring = (): void => {
    bell.resolve();
    bell = Promise.withResolvers<void>();
  };

  const due = (params: Readonly<Record<string, unknown>>): readonly FakeUpdate[] => {
    const { offset, limit } = params;
    if (typeof offset === "number") world.updates = world.updates.filter(({ update_id: id }) => id >= offset);
    const shown = world.updates.filter((update) => allowed === null || allowed.some((kind) => String(kind) in update));
    return shown.slice(0, typeof limit === "number" ? limit : 100);
  };

  return {
    ring,
    async poll(params, response) {
      if (Array.isArray(params["allowed_updates"])) allowed = params["allowed_updates"];
      if (world.webhook !== "")
        throw new Refusal(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      if (current) current.conflict = true;
      const mine = { conflict: false };
      current = mine;
      ring();
      const until = Date.now() + 1_000 * Number(params["timeout"] ?? 0);
      try {
        for (;;) {
          if (mine.conflict)
            throw new Refusal(
              409,
              "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            );
          if (world.webhook !== "") throw new Refusal(409, "Conflict: terminated by setWebhook request");
          const updates = due(params);
          if (updates.length > 0 || Date.now() >= until || response.destroyed) return updates;
          await soonest(bell.promise, until - Date.now(), response);
        }
      } finally {
        if (current === mine) current = null;
      }
    },
  };
}

async function soonest(bell: Promise<void>, ms: number, response: ServerResponse): Promise<void> {
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  const timer = setTimeout(end, ms);
  response.once("close", end);
  await Promise.race([bell, over]);
  clearTimeout(timer);
  response.off("close", end);
}
