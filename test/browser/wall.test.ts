import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startWallService } from "../contracts/wall-service.ts";

/** Debian's own, or the one that is named. */
const CHROMIUM = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== undefined && existsSync(path));
const TOKEN = "fake-http-token-of-the-wall";

/** A folder in which each page is left as a picture, for people; none when not named. */
const PICTURES = process.env["WALL_PICTURES"];

const LOOKS = [
  ["a phone, light", { width: 360, height: 740 }, "light"],
  ["a phone, dark", { width: 360, height: 740 }, "dark"],
  ["a wide screen, light", { width: 1600, height: 1000 }, "light"],
  ["a wide screen, dark", { width: 1600, height: 1000 }, "dark"],
] as const;

/** What axe finds wrong, each with the part it is about. */
const inspect = async (page: Page): Promise<readonly string[]> => {
  // The page allows nobody's scripts but its own; the tool comes in beside them.
  const found: {
    readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  } = await page.evaluate(`${axe.source}; axe.run(document)`);
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

describe.skipIf(CHROMIUM === undefined)("the page for the wall in a real browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    // Nothing here is anybody's but ours, and containers have no sandbox to give.
    browser = await chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });
  });
  afterAll(() => browser.close());

  test.each(LOOKS)("is whole and without hurdles on %s", async (name, viewport, colorScheme) => {
    const { url } = await startWallService();
    const page = await browser.newPage({ viewport, colorScheme, timezoneId: "Europe/Berlin" });
    const complaints: string[] = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    for (const path of ["/", "/gateway/main", "/gateway/away", "/incidents", "/audit"]) {
      await page.goto(`${url}${path}`);
      await page.getByText("Live.").waitFor();
      expect(await inspect(page)).toEqual([]);
      const wide = await page.evaluate("document.documentElement.scrollWidth");
      expect(wide).toBeLessThanOrEqual(viewport.width);
      if (PICTURES === undefined) continue;
      mkdirSync(PICTURES, { recursive: true });
      const file = `${name.replaceAll(/\W+/g, "-")}${path.replaceAll("/", "-")}.png`;
      await page.screenshot({ path: join(PICTURES, file), fullPage: true });
    }
    expect(complaints).toEqual([]);
    await page.close();
  });

  test("changes by itself, and leaves whoever reads it where they are", async () => {
    const { url, playTurn } = await startWallService();
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await page.goto(`${url}/gateway/main`);
    await page.getByText("Live.").waitFor();
    const link = page.getByRole("link", { name: "1h" });
    await link.focus();
    const answers = (): Promise<string> => page.locator("#status table tbody tr").first().innerText();
    const before = await answers();
    await playTurn();
    await expect.poll(answers, { timeout: 20_000 }).not.toBe(before);
    expect(await link.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
    await page.close();
  });

  test("lets a person in by the token, and nobody without", async () => {
    const { url } = await startWallService({ COMPANION_HTTP_TOKEN: TOKEN });
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await page.goto(`${url}/incidents`);
    expect(await inspect(page)).toEqual([]);
    await page.getByLabel("Token").fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").waitFor();
    await page.getByLabel("Token").fill(TOKEN);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Gateways" }).waitFor();
    await page.close();
  });
});
