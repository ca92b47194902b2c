import { randomUUID } from "node:crypto";
import { TooLarge } from "../../core/gateway-admin.ts";

/** Answers that are read whole or not at all: what was cut must never be compared, or written back. */
export interface WholeAnswers {
  readonly newId: () => string;
  /** `send` asks for the next id at once. Rejects with {@link TooLarge} for an answer that would have to be cut. */
  ask<T>(send: () => Promise<T>): Promise<T>;
  /** Refuses the answer that a frame holds; null for frames that may be cut. */
  refusalOf(frame: string): (() => void) | null;
}

export function createWholeAnswers(): WholeAnswers {
  const refusals = new Map<string, () => void>();
  let begun: string[] | null = null;
  return {
    newId() {
      const id = randomUUID();
      begun?.push(id);
      return id;
    },
    async ask(send) {
      const refused = Promise.withResolvers<never>();
      const ids: string[] = [];
      begun = ids;
      const sent = send();
      begun = null;
      for (const id of ids) refusals.set(id, () => refused.reject(new TooLarge()));
      try {
        return await Promise.race([sent, refused.promise]);
      } finally {
        for (const id of ids) refusals.delete(id);
      }
    },
    refusalOf: (frame) => [...refusals].find(([id]) => frame.includes(id))?.[1] ?? null,
  };
}
