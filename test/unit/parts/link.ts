import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LinkStatus } from "../../../src/core/link.ts";
import type { Log } from "../../../src/core/log.ts";
import { loadIdentity, type DeviceIdentity } from "../../../src/gateway/identity.ts";
import { createLink } from "../../../src/gateway/link.ts";
import { probeHealth } from "../../../src/gateway/probe.ts";
import { DIRECT, type Network } from "../../../src/lib/network.ts";
import { vi } from "vitest";
import type { Endpoint } from "../../../src/gateway/endpoint.ts";

export const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** A folder of its own that is gone afterwards. */
export function makeFolder(): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), "companion-test-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

type Status<S extends LinkStatus["state"]> = Extract<LinkStatus, { state: S }>;

export interface HeldLink extends AsyncDisposable {
  readonly link: ReturnType<typeof createLink>;
  /** Every status since the start, oldest first. */
  readonly seen: readonly LinkStatus[];
  /** Waits, for a bounded time, until the link stands so. */
  becomes<S extends LinkStatus["state"]>(state: S, patience?: number): Promise<Status<S>>;
  /** Waits until it has stood so at least once. */
  was<S extends LinkStatus["state"]>(state: S, patience?: number): Promise<Status<S>>;
}

export interface LinkOptions extends Partial<Endpoint> {
  readonly url: string;
  readonly device?: DeviceIdentity;
  readonly network?: Network;
  readonly log?: Log;
}

/** Holds a link as the companion does: real client, real sockets, waits as short as the back-off allows. */
export function holdLink(options: LinkOptions): HeldLink {
  const folder = makeFolder();
  const { device = loadIdentity(folder.path), network = DIRECT, log = SILENT, ...endpoint } = options;
  const link = createLink(
    { name: "main", token: "fake-gateway-token", password: null, tlsFingerprint: null, caFile: null, ...endpoint },
    {
      device,
      clientVersion: "0.0.0-test",
      network,
      probe: probeHealth,
      clock: Date.now,
      random: () => 0,
      log,
    },
  );
  const seen: LinkStatus[] = [link.status()];
  link.onChange((status) => seen.push(status));
  const stop = new AbortController();
  const running = link.run(stop.signal);
  const find = <S extends LinkStatus["state"]>(among: () => readonly LinkStatus[], state: S, patience = 5_000) =>
    vi.waitFor(
      (): Status<S> => {
        const found = among().find((status): status is Status<S> => status.state === state);
        if (!found) throw new Error(`not ${state}: ${seen.map((status) => JSON.stringify(status)).join(" ")}`);
        return found;
      },
      { timeout: patience, interval: 10 },
    );
  return {
    link,
    seen,
    becomes: (state, patience) => find(() => seen.slice(-1), state, patience),
    was: (state, patience) => find(() => seen, state, patience),
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
      folder[Symbol.dispose]();
    },
  };
}
