import { expect, test } from "vitest";
import { DIRECT } from "../../../src/lib/network.ts";
import { readNetworkFault } from "../../../src/lib/network-fault.ts";
import { createDialer } from "../../../src/net/dialer.ts";

const ADDRESS = "http://127.0.0.1:1";

test("while another companion may act in its place no way leads to the outside, and nothing can have arrived", async () => {
  let isOurs = true;
  const dialer = createDialer({ ...DIRECT, mayAct: () => isOurs });
  const choose = await dialer.prepare();
  choose(ADDRESS);
  await dialer.dispatcher(ADDRESS);
  isOurs = false;
  const refused = [
    await dialer.dispatcher(ADDRESS).catch((error: unknown) => error),
    await (async () => choose(ADDRESS))().catch((error: unknown) => error),
  ];
  for (const error of refused) expect(readNetworkFault(error)).toMatchObject({ kind: "host", arrived: "no" });
  isOurs = true;
  choose(ADDRESS);
});
