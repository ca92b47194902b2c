import { z } from "zod";
import { inspectText } from "./text.ts";

/*
 * What a setting can be. Each says what is wrong in words that go on after the name of the setting, and what would be
 * right; none of them ever shows the value.
 */

/** Any setting: nothing that cannot be seen, and no quotes that were meant for whoever reads the file. */
export const plain = z.string({ error: saysType("text") }).superRefine((value, context) => {
  const problem = inspectText(value);
  if (problem !== null) context.addIssue({ code: "custom", message: problem });
});

/** One line, which may hold blanks. */
export const password = plain.refine((value) => !/[\r\n]/.test(value), { error: "must be one line" });

/** A token: visible ASCII, as every service makes them. */
export const secret = plain
  .refine((value) => /^\S+$/.test(value), { error: "must be one token without spaces", abort: true })
  .superRefine((value, context) => {
    const at = value.search(/[^!-~]/);
    if (at === -1) return;
    context.addIssue({
      code: "custom",
      message: `holds a character that no token has (at position ${at + 1}); copy it again`,
    });
  })
  .refine((value) => !/^<.*>$/.test(value), { error: "is still the placeholder; put the token itself there" });

/** A folder or a file. `~/` is expanded where the home folder is known, see {@link expandHome}. */
export const path = plain
  .refine((value) => !/^~[^/\\]/.test(value), {
    error: "begins with ~ and a name, which is not expanded here; write the whole path",
  })
  .refine((value) => !/^%\w+%|^\$/.test(value), {
    error: "begins with a variable, which is not expanded here; write the whole path, or begin it with ~/",
  })
  .refine((value) => !/^\w{2,}:\/\//.test(value), { error: "must be a path, not an address" });

/** `home`: undefined where nobody knows it; what begins with `~/` is then left as it is. */
export const expandHome = (value: string, home: string | undefined): string =>
  home !== undefined && /^~(?:[/\\]|$)/.test(value) ? `${home.replace(/[/\\]+$/, "")}${value.slice(1)}` : value;

const isAddress = (value: string): boolean => /^\w+:\/\/[^/?#]/.test(value) && URL.canParse(value);

const url = (schemes: readonly string[], example: string, secretGoes: string) =>
  plain
    .refine((value) => isAddress(value) && schemes.includes(new URL(value).protocol), {
      error: `must be an address that starts with ${schemes.map((scheme) => `${scheme}//`).join(" or ")}, such as ${example}`,
      abort: true,
    })
    .refine((value) => new URL(value).username === "" && new URL(value).password === "", {
      error: `must not hold a user name or password; ${secretGoes}`,
      abort: true,
    })
    .refine((value) => !value.includes("#"), {
      error: `must end before the #; ${secretGoes}`,
      abort: true,
    })
    .refine((value) => ![...new URL(value).searchParams.keys()].some((key) => /token|password|secret/i.test(key)), {
      error: `must not hold a token; ${secretGoes}`,
    });

export const socketUrl = url(
  ["ws:", "wss:"],
  "ws://127.0.0.1:18789",
  "a token goes into a setting of its own (OPENCLAW_GATEWAY_TOKEN, or token beside url)",
);
export const webUrl = (example: string) =>
  url(["http:", "https:"], example, "the token goes into a setting of its own").transform((value) =>
    value.replace(/\/+$/, ""),
  );

export const list = (item: RegExp, error: string) =>
  plain
    .transform((value) =>
      value
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    )
    .refine((parts) => parts.every((part) => item.test(part)), { error });

export const ids = list(/^\d{1,20}$/, "must be ids (digits), separated by commas");

export const matching = (shape: RegExp, error: string) => plain.regex(shape, { error, abort: true });

export const fingerprint = matching(
  /^(?:sha256[:/])?(?:[0-9a-f]{2}:?){32}$/i,
  "must be a SHA-256 fingerprint: 64 hexadecimal digits",
);

export const json = (error: string) =>
  plain.transform((value, context): unknown => {
    try {
      return JSON.parse(value);
    } catch {
      context.addIssue({ code: "custom", message: error });
      return z.NEVER;
    }
  });

/** For `error` of a type: what should stand there, and that nothing or something else does. */
export function saysType(what: string): (issue: { readonly input?: unknown }) => string {
  return ({ input }) => (input === undefined ? `is missing; it must be ${what}` : `must be ${what}`);
}
