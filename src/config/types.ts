import { z } from "zod";
import type { Message } from "../core/card.ts";
import { say } from "../words/say.ts";
import { carry } from "./said.ts";
import { inspectText } from "./text.ts";

/*
 * What a setting can be. Each says what is wrong in words that go on after the name of the setting, and what would be
 * right; none of them ever shows the value.
 */

/** Any setting: nothing that cannot be seen, and no quotes that were meant for whoever reads the file. */
export const plain = z.string({ error: saysText }).superRefine((value, context) => {
  const problem = inspectText(value);
  if (problem !== null) context.addIssue({ code: "custom", message: carry(problem) });
});

/** One line, which may hold blanks. */
export const password = plain.refine((value) => !/[\r\n]/.test(value), { error: carry(say("setting.one-line")) });

/** A token: visible ASCII, as every service makes them. */
export const secret = plain
  .refine((value) => /^\S+$/.test(value), { error: carry(say("setting.one-token")), abort: true })
  .superRefine((value, context) => {
    const at = value.search(/[^!-~]/);
    if (at === -1) return;
    context.addIssue({
      code: "custom",
      message: carry(say("setting.token-sign", { at: at + 1 })),
    });
  })
  .refine((value) => !/^<.*>$/.test(value), { error: carry(say("setting.placeholder")) });

/** A folder or a file. `~/` is expanded where the home folder is known, see {@link expandHome}. */
export const path = plain
  .refine((value) => !/^~[^/\\]/.test(value), {
    error: carry(say("setting.path-tilde")),
  })
  .refine((value) => !/^%\w+%|^\$/.test(value), {
    error: carry(say("setting.path-variable")),
  })
  .refine((value) => !/^\w{2,}:\/\//.test(value), { error: carry(say("setting.path-address")) });

/** `home`: undefined where nobody knows it; what begins with `~/` is then left as it is. */
export const expandHome = (value: string, home: string | undefined): string =>
  home !== undefined && /^~(?:[/\\]|$)/.test(value) ? `${home.replace(/[/\\]+$/, "")}${value.slice(1)}` : value;

const isAddress = (value: string): boolean => /^\w+:\/\/[^/?#]/.test(value) && URL.canParse(value);

const url = (schemes: readonly [first: string, second: string], example: string, goes: Message) =>
  plain
    .refine((value) => isAddress(value) && schemes.includes(new URL(value).protocol), {
      error: carry(say("setting.address", { first: `${schemes[0]}//`, second: `${schemes[1]}//`, example })),
      abort: true,
    })
    .refine((value) => new URL(value).username === "" && new URL(value).password === "", {
      error: carry(say("setting.address-user", { goes })),
      abort: true,
    })
    .refine((value) => !value.includes("#"), {
      error: carry(say("setting.address-hash", { goes })),
      abort: true,
    })
    .refine((value) => ![...new URL(value).searchParams.keys()].some((key) => /token|password|secret/i.test(key)), {
      error: carry(say("setting.address-token", { goes })),
    });

export const socketUrl = url(["ws:", "wss:"], "ws://127.0.0.1:18789", say("setting.gateway-token-goes"));
export const webUrl = (example: string) =>
  url(["http:", "https:"], example, say("setting.token-goes")).transform((value) => value.replace(/\/+$/, ""));

export const list = (item: RegExp, wrong: Message) =>
  plain
    .transform((value) =>
      value
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    )
    .refine((parts) => parts.every((part) => item.test(part)), { error: carry(wrong) });

export const ids = list(/^\d{1,20}$/, say("setting.ids"));

export const matching = (shape: RegExp, wrong: Message) => plain.regex(shape, { error: carry(wrong), abort: true });

export const fingerprint = matching(/^(?:sha256[:/])?(?:[0-9a-f]{2}:?){32}$/i, say("setting.fingerprint"));

export const json = (wrong: Message) =>
  plain.transform((value, context): unknown => {
    try {
      return JSON.parse(value);
    } catch {
      context.addIssue({ code: "custom", message: carry(wrong) });
      return z.NEVER;
    }
  });

/** What is wrong where text should stand: nothing does, or something else. */
function saysText({ input }: { readonly input?: unknown }): string {
  return carry(say("setting.text", { missing: missing(input) }));
}

export const missing = (input: unknown): "yes" | "no" => (input === undefined ? "yes" : "no");
