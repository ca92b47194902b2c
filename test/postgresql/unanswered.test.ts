import { expect, onTestFinished, test } from "vitest";
import { eventually } from "../contracts/operator-shell.ts";
import { envOf, GROUP, openTelegram, TELEGRAM_ADMIN, TELEGRAM_GUEST } from "../e2e/service.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { startCompanion, type RunningCompanion } from "./companion.ts";
import { startCuttable, type Cuttable } from "./cuttable.ts";
import { makeUrl } from "./url.ts";

interface Placed {
  readonly companion: RunningCompanion;
  /** Its way to the database. */
  readonly way: Cuttable;
}

/** Two companions of one chat; an answer of the one that serves it does not come through, one to a later question does. */
async function openUnanswered() {
  const url = await makeUrl();
  const { telegram, env: chat } = await openTelegram();
  const gateway = await startFakeGateway("2026.3.2", "healthy");
  onTestFinished(() => gateway.close());
  const start = async (): Promise<Placed> => {
    const way = await startCuttable(url);
    const companion = startCompanion({ ...chat, ...envOf(gateway) }, way.url);
    await companion.serves();
    return { companion, way };
  };
  const [first, second] = [await start(), await start()];
  const [serving, other] = await eventually(async (): Promise<[Placed, Placed]> => {
    const [one, two] = [await first.companion.chats(), await second.companion.chats()];
    expect([...one, ...two]).toEqual(["telegram"]);
    return one.length > 0 ? [first, second] : [second, first];
  });
  const lift = telegram.fault("sendMessage", { kind: "hang", when: "before" });
  telegram.say("/model_status", { user: TELEGRAM_GUEST, chat: GROUP });
  await eventually(() => expect(telegram.callsOf("sendMessage")).toHaveLength(1));
  telegram.say("/help", { user: TELEGRAM_ADMIN });
  await eventually(() => expect(telegram.written(TELEGRAM_ADMIN)).toHaveLength(1));
  /** How many answers each of them has, once nothing is left to answer. */
  const answers = async (): Promise<readonly number[]> => {
    lift();
    await other.companion.serves("telegram");
    await eventually(() => expect(telegram.pending).toBe(0));
    return [GROUP, TELEGRAM_ADMIN].map((chat) => telegram.written(chat).length);
  };
  return { serving, answers };
}

test.each(["SIGKILL", "SIGTERM"] as const)(
  "a question whose companion ends by %s is answered by the next",
  async (how) => {
    const { serving, answers } = await openUnanswered();
    serving.companion.kill(how);
    expect(await serving.companion.end).toBe(how === "SIGKILL" ? how : 0);
    expect(await answers()).toEqual([1, 1]);
  },
  180_000,
);

test("a question whose companion is cut off from the database is answered by the next", async () => {
  const { serving, answers } = await openUnanswered();
  serving.way.cut();
  expect(await answers()).toEqual([1, 1]);
}, 180_000);

test("a stop does not wait for a database that is slow; what is not done is left to the next", async () => {
  const { serving, answers } = await openUnanswered();
  serving.way.slow(1_500);
  serving.companion.kill("SIGTERM");
  expect(await serving.companion.end).toBe(0);
  const said = serving.companion.printed() + serving.companion.complained();
  expect(said).toContain("what is not done is left to the other companions");
  expect(await answers()).toEqual([1, 1]);
}, 180_000);
