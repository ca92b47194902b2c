/** Large gateways take a minute for their list of sessions, and are well all the same. */
const SLOW: Readonly<Record<string, number>> = {
  "sessions.list": 90_000,
  "sessions.usage": 10_000,
  // It is answered when somebody has entered a code.
  "wizard.next": 1_800_000,
};
export const REQUEST_TIMEOUT = 15_000;

type Ask = (
  method: string,
  params: object,
  options: { readonly timeoutMs: number; readonly signal?: AbortSignal },
) => Promise<unknown>;

export interface Calls {
  request(method: string, params: object, signal?: AbortSignal): Promise<unknown>;
  /** The call that has been without an answer for the longest; null when there is none. */
  waitingFor(): string | null;
}

/** The calls of one connection: how long each is waited for, and which one is. */
export function createCalls(ask: Ask): Calls {
  const waiting = new Set<{ readonly method: string }>();
  return {
    async request(method, params, signal) {
      const call = { method };
      waiting.add(call);
      try {
        return await ask(method, params, { timeoutMs: SLOW[method] ?? REQUEST_TIMEOUT, ...(signal && { signal }) });
      } finally {
        waiting.delete(call);
      }
    },
    waitingFor: () => waiting.values().next().value?.method ?? null,
  };
}
