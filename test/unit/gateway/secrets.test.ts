import { expect, test } from "vitest";
import { REDACTED } from "../../../src/core/plan.ts";
import { hideSecrets, hideWrittenSecrets } from "../../../src/gateway/reading/secrets.ts";

test.each<[what: string, document: Parameters<typeof hideSecrets>[0], hidden: object]>([
  ["a key", { providers: { x: { apiKey: "sk-fake" } } }, { providers: { x: { apiKey: REDACTED } } }],
  [
    "every header, whatever it is called",
    { headers: { Authorization: "Bearer fake", "X-Account": "fake" } },
    { headers: { Authorization: REDACTED, "X-Account": REDACTED } },
  ],
  [
    "whatever is nested in headers and variables",
    { env: { vars: { PLAIN: "fake" }, shell: { on: true, names: ["fake"] } }, headers: { "X-A": { value: "fake" } } },
    {
      env: { vars: { PLAIN: REDACTED }, shell: { on: true, names: [REDACTED] } },
      headers: { "X-A": { value: REDACTED } },
    },
  ],
  ["what stands in lists", { list: [{ botToken: "fake" }] }, { list: [{ botToken: REDACTED }] }],
  ["what is hidden already", { token: REDACTED }, { token: REDACTED }],
])("%s is hidden", (_what, document, hidden) => {
  expect(hideSecrets(document)).toEqual(hidden);
});

test("what only looks a little like a secret stays", () => {
  const document = {
    maxTokens: 5,
    baseUrl: "https://x",
    models: [{ id: "gpt-5.4", contextTokens: 1 }],
    apiKey: { source: "env", id: "NAME" },
    password: "",
  };
  expect(hideSecrets(document)).toEqual(document);
});

test("of a file as it was written a placeholder stays: it tells nothing of what it stands for", () => {
  const file = {
    apiKey: "${KEY}",
    headers: { a: "${A}", b: "Bearer fake-${B}" },
    token: "fake",
    env: { vars: { A: "x" } },
  };
  expect(hideWrittenSecrets(file)).toEqual({
    apiKey: "${KEY}",
    headers: { a: "${A}", b: REDACTED },
    token: REDACTED,
    env: { vars: { A: REDACTED } },
  });
  expect(hideSecrets(file)).toMatchObject({ apiKey: REDACTED, headers: { a: REDACTED } });
});
