import { expect, it } from "vitest";
import { SECOND } from "../../../src/core/time.ts";
import { createChatRoom } from "../parts/chat-room.ts";
import { found } from "../parts/incidents.ts";
import { watch } from "../parts/watched.ts";

const OLD = { platform: "room", target: "1" };
const NEW = { platform: "room", target: "9" };
const REFUSED = found("unauthorized", { title: "Refused" });

it("a chat that gets another id while a warning is on its way there gets it once", async () => {
  const room = createChatRoom();
  const [asked, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const post: typeof room.platform.post = async (...given) => {
    asked.resolve();
    await free.promise;
    return room.platform.post(...given);
  };
  await using day = await watch({ ...room, platform: { ...room.platform, post } }, [OLD]);
  day.wrong([REFUSED]);
  const passing = day.pass(SECOND);
  await asked.promise;
  room.move("1", "9");
  const following = day.follow(OLD, NEW);
  free.resolve();
  await passing;
  await following;
  await day.pass(SECOND);
  expect(room.happened()).toEqual(["9 post main: Refused"]);
  expect((await day.rooms()).map(({ to }) => to)).toEqual([NEW]);
});

it("what waits for a chat goes to its new id, and what is told there goes on", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [OLD]);
  room.close("1", "lost");
  day.wrong([REFUSED]);
  await day.pass(SECOND);
  const following = day.follow(OLD, NEW);
  await day.pass(SECOND);
  await following;
  expect(room.standing().map((one) => one.room)).toEqual(["9"]);
  day.wrong([]);
  await day.pass(SECOND);
  await day.restart();
  await day.pass(SECOND);
  expect(new Set(room.standing().map((one) => one.room))).toEqual(new Set(["9"]));
  expect((await day.rooms()).map(({ to, problem }) => [to, problem])).toEqual([[NEW, null]]);
});
