import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Text } from "../core/card.ts";
import type { DeviceCode, SignInEnd } from "../core/gateway-admin.ts";
import { redact, shorten } from "../lib/redact.ts";
import { say } from "../words/say.ts";
import type { Connection } from "./connection.ts";

/** Since 2026.9 a gateway can be signed in over its protocol. */
const METHOD = "models.authLogin";
/** The gateway's own names of its sign-ins with a code that is entered on the provider's page, by provider. */
const CHOICES: Readonly<Record<string, string>> = {
  openai: "openai/openai-device-code",
  "github-copilot": "github-copilot/github-copilot",
  xai: "xai/xai-oauth",
};
const MOST_WORDS = 300;
/** Whatever a gateway asks, it comes to an end. */
const MOST_STEPS = 50;

const STEP = z.object({
  id: z.string(),
  type: z.string(),
  externalUrl: z
    .url({ protocol: /^https$/ })
    .optional()
    .catch(undefined),
  options: z.array(z.object({ value: z.unknown() })).catch([]),
  deviceCode: z
    .object({ code: z.string().regex(/^[\w-]{4,40}$/), expiresInMinutes: z.number().optional() })
    .optional()
    .catch(undefined),
});
type Step = z.infer<typeof STEP>;
const NEXT = z.object({
  done: z.boolean(),
  status: z.string().optional(),
  error: z.string().optional(),
  step: STEP.optional(),
});

/** The providers that a gateway can be signed in to from here. */
export const signInsOf = ({ hello }: Connection): readonly string[] =>
  hello.methods.includes(METHOD) ? Object.keys(CHOICES) : [];

/**
 * Has the gateway sign in to a provider: it names a code and a page, and waits until somebody entered the one on the
 * other. It gives that up by itself when this connection ends.
 */
export async function signIn(
  connection: Connection,
  provider: string,
  show: (code: DeviceCode) => Promise<void>,
  signal?: AbortSignal,
): Promise<SignInEnd> {
  const session = { sessionId: randomUUID() };
  await connection.request(
    METHOD,
    { ...session, authChoice: Object.hasOwn(CHOICES, provider) ? CHOICES[provider] : provider },
    signal,
  );
  let answer: object | null = null;
  let shown = "";
  for (let left = MOST_STEPS; left > 0; left -= 1) {
    const params = answer === null ? session : { ...session, answer };
    const { done, status, error, step } = NEXT.parse(await connection.request("wizard.next", params, signal));
    if (done) return status === "done" ? { kind: "done" } : { kind: "failed", why: toWords(error ?? status) };
    if (step === undefined) break;
    const { deviceCode: code, externalUrl: url } = step;
    // It is told again with every step that follows it.
    if (code !== undefined && url !== undefined && code.code !== shown) {
      shown = code.code;
      await show({ code: code.code, url, expiresInMinutes: code.expiresInMinutes ?? null });
    }
    const value = answerTo(step);
    if (value === undefined) break;
    answer = step.type === "progress" ? null : { stepId: step.id, value };
  }
  await connection.request("wizard.cancel", session, signal).catch(() => {});
  return { kind: "failed", why: say("links.only-on-host") };
}

/** What is only told is taken note of; what is asked is answered so that nothing changes but the sign-in. */
function answerTo({ type, options }: Step): unknown {
  switch (type) {
    case "progress":
    case "note":
      return true;
    case "confirm":
      return false;
    case "select":
      return options.findLast(({ value }) => value !== "all")?.value;
    default:
      return undefined;
  }
}

const toWords = (error?: string): Text =>
  error === undefined ? say("links.no-reason") : shorten(redact(error), MOST_WORDS);
