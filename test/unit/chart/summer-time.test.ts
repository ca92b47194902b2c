import { afterEach, expect, it, vi } from "vitest";
import { text, when } from "../../../src/core/card.ts";
import { writeSvg } from "../../../src/chart/picture.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { renderText } from "../../../src/platforms/terminal/render.ts";
import { GPT, historyOf } from "../parts/history-samples.ts";
import { createChatRoom } from "../parts/chat-room.ts";
import { found, NOW } from "../parts/incidents.ts";
import { watch } from "../parts/watched.ts";
import { speak } from "../../../src/words/speak.ts";

/** In these zones one of the days around {@link NOW}, the 7th of March 2026, has 23 hours or none of it changes. */
const ZONES = ["UTC", "America/Los_Angeles", "America/New_York", "Asia/Kathmandu"];
/** Clocks go from 2 to 3 there. */
const SPRING = Date.UTC(2026, 2, 8, 10);

afterEach(() => vi.unstubAllEnvs());

const barsOf = (svg: string): readonly string[] => svg.match(/<path d="M[\d. h]+[^"]*z" fill="[^"]*"/g) ?? [];

it("the bars of a week are the same wherever it is drawn, and its days begin as they do there", () => {
  const pictures = ZONES.map((zone) => {
    vi.stubEnv("TZ", zone);
    return writeSvg(historyOf(7 * DAY, { 3: { served: [[GPT, 4]] } }), "en");
  });
  expect(new Set(pictures.map((svg) => barsOf(svg).join(""))).size).toBe(1);
  expect(barsOf(pictures[0] ?? "").length).toBeGreaterThan(0);
  expect(new Set(pictures).size).toBe(ZONES.length);
});

it("the terminal shows its own zone on both sides of the hour that is left out", () => {
  vi.stubEnv("TZ", "America/Los_Angeles");
  const show = (at: number): string =>
    renderText(speak({ tone: "neutral", title: "t", blocks: [text(when(at))] }, "en"), {
      now: SPRING,
      color: false,
      width: 80,
    });
  expect(show(SPRING - SECOND)).toContain("01:59:59");
  expect(show(SPRING)).toContain("03:00:00");
});

it.each(ZONES)("what lasts over the change of the clocks lasts as long as it did, in %s", async (zone) => {
  vi.stubEnv("TZ", zone);
  const room = createChatRoom();
  await using day = await watch(room, [{ platform: "room", target: "1" }]);
  await day.pass(SPRING - 30 * MINUTE - NOW);
  day.wrong([found("unauthorized", { title: "Refused" })]);
  await day.answer("fallback");
  await day.pass(SECOND);
  await day.mute(day.now() + HOUR);
  await day.pass(HOUR);
  const [incident] = await day.store().incidents.latest(1);
  expect(incident?.mutedUntil).toBeLessThan(day.now());
  day.wrong([]);
  await day.answer("primary");
  await day.answer("primary");
  await day.pass(MINUTE);
  await day.pass(MINUTE);
  expect(room.happened().findLast((one) => one.includes("Resolved"))).toMatch(/Resolved after 1 h/);
});
