/** What goes wrong with a call. `before` and `after` say whether the call had its effect. */
export type FaultKind =
  | {
      readonly kind: "refuse";
      readonly code: number;
      readonly description: string;
      readonly parameters?: Readonly<Record<string, number>>;
    }
  | { readonly kind: "cut"; readonly when: "before" | "after" }
  | { readonly kind: "hang"; readonly when: "before" | "after" }
  /** It has its effect, and is answered later. */
  | { readonly kind: "hold"; readonly until: Promise<void> }
  | { readonly kind: "garbage" }
  /** An answer as of Telegram, with this in it. */
  | { readonly kind: "result"; readonly result: unknown };

const refuse = (code: number, description: string, parameters?: Readonly<Record<string, number>>): FaultKind => ({
  kind: "refuse",
  code,
  description,
  ...(parameters === undefined ? {} : { parameters }),
});

/** The service's own words for what goes wrong. */
export const UNAUTHORIZED = refuse(401, "Unauthorized");
export const CONFLICT = refuse(
  409,
  "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
);
export const SERVER_ERROR = refuse(502, "Bad Gateway");
export const THREAD_MISSING = refuse(400, "Bad Request: message thread not found");
export const EDIT_MISSING = refuse(400, "Bad Request: message to edit not found");
export const BLOCKED = refuse(403, "Forbidden: bot was blocked by the user");
export const UNREADABLE = refuse(400, "Bad Request: can't parse entities: unsupported start tag");
export const PHOTO_REFUSED = refuse(400, "Bad Request: PHOTO_INVALID_DIMENSIONS");
export const tooManyRequests = (seconds: number): FaultKind =>
  refuse(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
export const movedTo = (chat: number): FaultKind =>
  refuse(400, "Bad Request: group chat was upgraded to a supergroup chat", { migrate_to_chat_id: chat });

export interface Faults {
  /** Spoils the next `times` calls of `method` (`*` for any); returns what lifts the fault. */
  add(method: string, fault: FaultKind, times: number): () => void;
  take(method: string): FaultKind | null;
}

export function createFaults(): Faults {
  const planned: { readonly method: string; readonly fault: FaultKind; left: number }[] = [];
  return {
    add(method, fault, times) {
      const entry = { method, fault, left: times };
      planned.push(entry);
      return () => {
        entry.left = 0;
      };
    },
    take(method) {
      const entry = planned.find((one) => one.left > 0 && (one.method === "*" || one.method === method));
      if (entry === undefined) return null;
      entry.left -= 1;
      return entry.fault;
    },
  };
}
