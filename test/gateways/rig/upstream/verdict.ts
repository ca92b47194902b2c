import type { JsonObject } from "../json.ts";
import { fakeLoginToken } from "../login.ts";
import { hits, type Side, type UpstreamMode } from "./mode.ts";
import type { ProviderRequest } from "./request.ts";

/** What the fake provider does with a request, as a value. */
export type Verdict =
  | { readonly kind: "answer" }
  | { readonly kind: "hang" }
  | { readonly kind: "json"; readonly status: number; readonly body: JsonObject; readonly headers?: Headers }
  | { readonly kind: "page"; readonly status: number; readonly html: string };

type Headers = Readonly<Record<string, string>>;

/** Decides like the real services do, as far as the product can tell. `now` in milliseconds. */
export function judge(mode: UpstreamMode, request: ProviderRequest, now: number): Verdict {
  if (request.kind !== "model") return judgeErrand(request, now);
  if (mode.kind !== "healthy" && hits(mode, request.side, request.model)) {
    return mode.kind === "hang" ? { kind: "hang" } : refuse(mode.status, request.side);
  }
  return request.side === "chatgpt" ? judgeChatgpt(request) : judgePlatform(request);
}

function judgeChatgpt({ path, credential }: ProviderRequest): Verdict {
  if (path === "/backend-api/responses" || path.startsWith("/backend-api/v1/")) return BLOCKED; // retired addresses
  if (path !== "/backend-api/codex/responses") return { kind: "json", status: 404, body: { detail: "Not Found" } };
  return credential === "chatgpt-login" ? { kind: "answer" } : refuse(401, "chatgpt");
}

function judgePlatform({ path, credential }: ProviderRequest): Verdict {
  if (path !== "/v1/responses") return problem(404, { message: "Not Found", type: "invalid_request_error" });
  if (credential === "none") {
    return problem(401, { message: "Missing bearer or basic authentication in header", type: "invalid_request_error" });
  }
  return credential === "key" ? { kind: "answer" } : refuse(401, "platform");
}

function refuse(status: number, side: Side): Verdict {
  if (status === 401) return side === "chatgpt" ? UNAUTHORIZED : MISSING_SCOPE;
  if (status === 403 && side === "chatgpt") return BLOCKED;
  const type = status === 429 ? "rate_limit_error" : "server_error";
  const headers: Headers = status === 429 ? { "retry-after": "2" } : {};
  return problem(status, { message: `the fake provider says ${status}`, type, code: null }, headers);
}

const problem = (status: number, error: JsonObject, headers: Headers = {}): Verdict => ({
  kind: "json",
  status,
  body: { error },
  headers,
});

const UNAUTHORIZED: Verdict = { kind: "json", status: 401, body: { detail: "Unauthorized" } };

const BLOCKED: Verdict = {
  kind: "page",
  status: 403,
  html: "<html><head><title>Just a moment...</title></head><body>blocked</body></html>",
};

/** Word for word what the platform answers to a credential without this scope: releases match on it. */
const MISSING_SCOPE = problem(
  401,
  {
    message:
      "You have insufficient permissions for this operation. Missing scopes: api.responses.write. Check that you have " +
      "the correct role in your organization (Reader, Writer, Owner) and project (Member, Viewer, Owner), and if " +
      "you're using a restricted API key, that it has the necessary scopes.",
    type: "invalid_request_error",
    param: null,
    code: "missing_scope",
  },
  { "www-authenticate": "Bearer" },
);

const MODELS = ["gpt-5.6-terra", "gpt-5.6-luna", "gpt-5.5", "gpt-5.4", "gpt-5.3-codex"];

/** Everything a gateway asks beside answers: which models there are, how much is used, a fresh login. */
function judgeErrand({ kind, side, path }: ProviderRequest, now: number): Verdict {
  if (kind === "models")
    return { kind: "json", status: 200, body: side === "chatgpt" ? CHATGPT_MODELS : PLATFORM_MODELS };
  if (kind === "usage") return { kind: "json", status: 200, body: usage(Math.floor(now / 1000)) };
  if (kind === "token") {
    const token = fakeLoginToken(now);
    const body = {
      access_token: token,
      id_token: token,
      refresh_token: "fake-refresh-token",
      expires_in: 864_000,
      token_type: "Bearer",
    };
    return { kind: "json", status: 200, body };
  }
  return problem(404, { message: `the fake provider has nothing at ${path}` });
}

const PLATFORM_MODELS: JsonObject = { object: "list", data: MODELS.map((id) => ({ id, object: "model" })) };

const CHATGPT_MODELS: JsonObject = {
  models: MODELS.map((slug) => ({
    slug,
    display_name: slug,
    context_window: 272_000,
    supported_reasoning_levels: [{ effort: "low", description: "" }],
    visibility: "list",
    supported_in_api: true,
    priority: 1,
  })),
};

function usage(seconds: number): JsonObject {
  const used = (percent: number, span: number): JsonObject => ({
    used_percent: percent,
    limit_window_seconds: span,
    reset_after_seconds: span,
    reset_at: seconds + span,
  });
  return {
    plan_type: "plus",
    rate_limit: {
      allowed: true,
      limit_reached: false,
      primary_window: used(12, 18_000),
      secondary_window: used(34, 604_800),
    },
  };
}
