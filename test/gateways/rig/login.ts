import type { Release } from "./releases.ts";
import type { StateFile } from "./scenario.ts";

const DAY_MS = 86_400_000;
const ACCOUNT = "fake-account";

/** An unsigned token with the fields the product reads from a ChatGPT login. No credential. `now` in milliseconds. */
export function fakeLoginToken(now: number): string {
  const issued = Math.floor(now / 1000);
  const claims = {
    iss: "https://auth.openai.com",
    aud: ["https://api.openai.com/v1"],
    iat: issued,
    exp: issued + 10 * 86_400,
    sub: "auth0|fake",
    scp: ["openid", "profile", "email", "offline_access"],
    "https://api.openai.com/auth": { chatgpt_account_id: ACCOUNT, chatgpt_plan_type: "plus", user_id: "fake-user" },
    "https://api.openai.com/profile": { email: "operator@example.invalid", email_verified: true },
  };
  return [{ alg: "RS256", typ: "JWT" }, claims, { signature: "none" }].map(encode).join(".");
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");

/** The login as a file; releases with a database import this file. */
export function loginFile(release: Release, now: number): StateFile {
  const { provider } = release;
  const profile = {
    type: "oauth",
    provider,
    access: fakeLoginToken(now),
    refresh: "fake-refresh-token",
    expires: now + 9 * DAY_MS,
    accountId: ACCOUNT,
    email: "operator@example.invalid",
  };
  return {
    path: "agents/main/agent/auth-profiles.json",
    text: JSON.stringify({ version: 1, profiles: { [`${provider}:default`]: profile } }),
  };
}
