import { expect, it } from "vitest";
import { makeFolder } from "../contracts/operator-shell.ts";
import { HOSTILE, story } from "../fakes/hostile-gateways.ts";
import { startToldGateway } from "../fakes/told-gateway.ts";
import { startProcess } from "./process.ts";

interface Row {
  readonly name: string;
  readonly link: string;
}

/** `status` waits for most of a minute for one that gives no answer. */
const PATIENCE = 240_000;

/** What `status` reads of gateways, by their names. */
async function read(urls: readonly (readonly [name: string, url: string])[]): Promise<readonly Row[]> {
  const gateways = urls.map(([name, url]) => ({ name, url, token: "fake-gateway-token" }));
  const status = startProcess(["status", "--json"], { OPENCLAW_GATEWAYS: JSON.stringify(gateways) }, makeFolder());
  expect(await status.end).toBeOneOf([0, 1, 2]);
  expect(status.complained()).not.toMatch(/TypeError|RangeError|\n\s+at /);
  const printed: { readonly gateways: readonly Row[] } = JSON.parse(status.printed());
  return printed.gateways;
}

it.each(HOSTILE)(
  "a gateway with %s costs the one beside it nothing",
  async (_what, make) => {
    await using honest = await startToldGateway(story());
    await using hostile = await startToldGateway(make());
    const seen = await read([
      ["honest", honest.url],
      ["hostile", hostile.url],
    ]);
    expect(seen).toMatchObject([
      { name: "honest", link: "ready", answers: { "24h": 1 }, fallbacks: { "24h": 1 }, exhausted: { "24h": 0 } },
      { name: "hostile" },
    ]);
    expect(JSON.stringify(seen).length).toBeLessThan(1_000_000);
  },
  PATIENCE,
);
