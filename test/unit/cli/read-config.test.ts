import { expect, it } from "vitest";
import { readShellConfig } from "../../../src/cli/read-config.ts";
import { redact } from "../../../src/lib/redact.ts";

it("the password of a proxy is kept secret as it stands there and as it is sent", () => {
  const written = "hush%2Fhush-4711";
  const env = { HTTPS_PROXY: `http://somebody:${written}@proxy.example:3128`, ALL_PROXY: "socks5h://127.0.0.1:1080" };
  readShellConfig({ env, envFile: { state: "none" } });
  const sent = Buffer.from("somebody:hush/hush-4711").toString("base64");
  for (const form of [written, "hush/hush-4711", sent])
    expect(redact(`the proxy said ${form} is wrong`)).not.toContain(form);
});

it("a percent sign in it that means nothing stops nobody", () => {
  const env = { HTTPS_PROXY: "http://somebody:100%hush-hush@proxy.example:3128" };
  readShellConfig({ env, envFile: { state: "none" } });
  expect(redact("it said 100%hush-hush")).not.toContain("hush-hush");
});
