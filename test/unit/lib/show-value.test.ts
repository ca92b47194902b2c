import { expect, test } from "vitest";
import { hideInAddress, showValue } from "../../../src/lib/show-value.ts";

test.each([
  ["https://ada:fake@host.test/v1", "https://[hidden]@host.test/v1"],
  ["https://fake@host.test", "https://[hidden]@host.test"],
  ["http://ada:fa@ke@host.test:80/@scope/v1", "http://[hidden]@host.test:80/@scope/v1"],
  ["http://ada:fa/ke@host.test/v1", "http://[hidden]@host.test/v1"],
  ['http://ada:fa"k e@host.test/v1', "http://[hidden]@host.test/v1"],
  ["https://host.test/v1?fake", "https://host.test/v1?[hidden]"],
  ["https://host.test/v1?version=fake&x=fake#fake", "https://host.test/v1?[hidden]"],
  ["https://host.test/v1#fake", "https://host.test/v1#[hidden]"],
])("of an address what may sign in is hidden: %s", (address, shown) => {
  expect(hideInAddress(address)).toBe(shown);
  expect(showValue({ models: [{ baseUrl: address }] })).not.toContain("fa");
});

test.each(["https://host.test/@scope/v1", "http://127.0.0.1:11434", "openai/gpt-5.4", "who@host?", ""])(
  "what signs nobody in stays: %s",
  (text) => {
    expect(hideInAddress(text)).toBe(text);
  },
);

test("other secrets of a value are hidden as in any text", () => {
  expect(showValue({ note: "with sk-proj-made-up-000000000000000000000000" })).toBe('{"note":"with [key]"}');
});
