import { expect } from "vitest";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { startProcess, startScript, type Process } from "../e2e/process.ts";
import type { Env } from "../e2e/service.ts";

/** A companion as a process, on a host of its own. */
export interface RunningCompanion extends Process {
  /** What `/readyz` says; throws while nothing listens. */
  ready(): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }>;
  /** The chats that it serves now; none while it stands by. */
  chats(): Promise<readonly string[]>;
  /** Waits until it has its part in the work, and does it: whatever falls to it, or just these chats. */
  serves(...chats: readonly string[]): Promise<void>;
  /** Waits until it stands by, or is cut off. */
  waits(reason: "standby" | "database"): Promise<void>;
}

/** Names of the chats that a companion serves, by its metrics. */
const CHATS = /^openclaw_companion_platform_ready\{platform="(\w+)"\} 1$/gm;

/** `script`: another release of it. */
export function startCompanion(env: Env, url: string, script?: string): RunningCompanion {
  const own = { COMPANION_DATABASE_URL: url, COMPANION_HTTP: "127.0.0.1:0" };
  const all = { ...env, ...own };
  const process =
    script === undefined ? startProcess(["run"], all, makeFolder()) : startScript(script, ["run"], all, makeFolder());
  const addressOf = (): string => {
    const [, address] = /"url":"(http:\/\/127\.0\.0\.1:\d+)"/.exec(process.printed() + process.complained()) ?? [];
    if (address === undefined) throw new Error(`it does not listen:\n${process.printed()}\n${process.complained()}`);
    return address;
  };
  const ready: RunningCompanion["ready"] = async () => {
    const response = await fetch(`${addressOf()}/readyz`, { signal: AbortSignal.timeout(5_000) });
    return { status: response.status, body: Object(await response.json()) };
  };
  const chats = async (): Promise<readonly string[]> => {
    const response = await fetch(`${addressOf()}/metrics`, { signal: AbortSignal.timeout(5_000) });
    return [...(await response.text()).matchAll(CHATS)].map(([, chat = ""]) => chat).toSorted();
  };
  const until = (isSo: (status: number, reason: unknown) => boolean): Promise<void> =>
    eventually(async () => {
      const { status, body } = await ready();
      if (!isSo(status, body["reason"]))
        throw new Error(`${status} ${JSON.stringify(body)}\n${process.printed()}\n${process.complained()}`);
    }, 60_000);
  return {
    ...process,
    ready,
    chats,
    async serves(...wanted) {
      await until((status) => status === 200);
      if (wanted.length > 0) await eventually(async () => expect(await chats()).toEqual(wanted), 60_000);
    },
    waits: (reason) => until((status, said) => status === 503 && said === reason),
  };
}
