import { expect, test } from "vitest";
import { MINUTE } from "../../../src/core/time.ts";
import type { Connection } from "../../../src/gateway/connection.ts";
import { createLoginReader } from "../../../src/gateway/login-reader.ts";

test.each([
  ["rarely where all is well", "ok", 30],
  ["soon again where one is about to end", "expiring", 3],
  ["soon again where one has ended", "expired", 3],
])("how logins stand is asked %s", async (_, status, minutes) => {
  let [now, asked] = [0, 0];
  const providers = [{ provider: "openai", profiles: [{ profileId: "openai:default", status }] }];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of it is asked
  const connection = {
    hello: { methods: ["models.authStatus"] },
    request: () => Promise.resolve(((asked += 1), { providers })),
  } as unknown as Connection;
  const logins = createLoginReader(connection, () => now);
  await logins.refresh();
  expect(logins.state()).toBe("read");
  now = minutes * MINUTE - 1;
  await logins.refresh();
  expect(asked).toBe(1);
  now += 1;
  await logins.refresh();
  expect(asked).toBe(2);
});
