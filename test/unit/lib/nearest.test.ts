import { expect, test } from "vitest";
import { findNearest } from "../../../src/lib/nearest.ts";

const KNOWN = ["DISCORD_TOKEN", "DISCORD_ADMINS", "TELEGRAM_TOKEN", "OPENCLAW_GATEWAY_URL", "LOG_LEVEL"];

test.each([
  ["DISCORD_TOKN", "DISCORD_TOKEN"],
  ["DISCROD_TOKEN", "DISCORD_TOKEN"],
  ["DISCORDTOKEN", "DISCORD_TOKEN"],
  ["OPENCLAW_GATWAY_URL", "OPENCLAW_GATEWAY_URL"],
  ["LOGLEVEL", "LOG_LEVEL"],
  ["DISCORD_ADMIN", "DISCORD_ADMINS"],
  ["OPENCLAW_GATEWAY_PORT", null],
  ["HOME", null],
  ["PATH", null],
])("%s was meant to be %s", (name, meant) => {
  expect(findNearest(name, KNOWN)).toBe(meant);
});
