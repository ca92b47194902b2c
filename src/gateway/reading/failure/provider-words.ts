import type { FailureReason } from "../../../core/failure.ts";

/**
 * Words of providers, and of gateways about them. The first row that fits decides, so what is precise stands before
 * what is vague. Each pattern looks at a bounded stretch of a bounded text: whoever wrote the text may mean harm.
 */
interface Row {
  readonly reason: FailureReason;
  readonly words: RegExp;
  /** The statuses it goes with; a text without any status always fits. */
  readonly at: readonly number[];
}

const REFUSED: readonly number[] = [400, 401, 403];

export const PROVIDER_WORDS: readonly Row[] = [
  { reason: "missing-scope", at: [401, 403], words: /missing scopes?\b/i },
  {
    reason: "missing-bearer",
    at: REFUSED,
    words: /missing bearer|missing authentication header|no auth credentials found|didn't provide an api key/i,
  },
  {
    reason: "spent-refresh-token",
    at: REFUSED,
    words:
      /refresh_token_(?:reused|expired|invalidated)|refresh token .{0,20}(?:used|expired|revoked)|oauth token refresh failed|invalid_grant/i,
  },
  {
    reason: "login-expired",
    at: REFUSED,
    words:
      /token(?: included in the request)? (?:has been|has|is|was|may have) (?:expired|invalidated|revoked)|token[_ ]expired|tokenexception|expiredtoken|could not validate your token|sign(?:ing)? in again|session (?:has )?expired|reauth/i,
  },
  {
    reason: "context-too-long",
    at: [400, 413, 422, 429],
    words:
      /context[_ ]length|context window|context size|context overflow|maximum context|prompt is too long|prompt too large|too many (?:input )?tokens|input is too long|request too large|reduce (?:the length|your message size)|token count .{0,30}exceeds/i,
  },
  // A gateway's own word for a daily or minute quota holds the words of an empty account, too.
  {
    reason: "plan-limit",
    at: [400, 403, 429],
    words:
      /usage.?limit|(?:daily|weekly|monthly|5.hour|five.hour) (?:usage |request |token )?(?:limit|quota)|per[-_ ]?day|\b[tr]pd\b|limit resets|regain access on/i,
  },
  {
    reason: "rate-limit",
    at: [400, 429, 503],
    words: /free_tier|per[-_ ]?minute|\b[tr]pm\b|please retry in \d|throttl|too many (?:concurrent )?requests/i,
  },
  {
    reason: "empty-account",
    at: [400, 401, 402, 403, 429],
    words:
      /credit balance|insufficient[_ ](?:credits?|funds|balance|quota)|insufficient \w{1,20} balance|exceeded your current quota|payment required|out of credits|more credits|credits yet|available credits|available balance|billing (?:error|hard limit|details)|spend(?:ing)? limit|key limit exceeded|budget has been exceeded|over budget|out of extra usage|余额不足|欠费/i,
  },
  {
    reason: "overloaded",
    at: [429, 498, 500, 502, 503, 529],
    words: /overloaded|at capacity|capacity exceeded|high demand|high load|currently loading|server busy/i,
  },
  { reason: "rate-limit", at: [400, 429, 503], words: /rate.?limit|resource.?exhausted|\bquota\b|concurrency limit/i },
  { reason: "store-flag", at: [400], words: /store must be set to false/i },
  {
    reason: "content-filter",
    at: [400, 403, 422, 451],
    words:
      /content[_ ]?(?:filter|policy|management)|content[_ ]violation|safety system|safety reasons|prohibited_content|input was flagged|flagged (?:by|as|for)|moderation|output blocked|inappropriate content|data_inspection/i,
  },
  {
    reason: "not-entitled",
    at: REFUSED.concat(404, 429),
    words:
      /not supported .{0,60}chatgpt account|have access to the model|model access is denied|must be verified to use|not allowed for this organization|not (?:available|included) (?:in|on|with|for) your .{0,30}(?:plan|tier|subscription)|does not include access|not authorized to (?:perform|invoke|access)|available on .{0,30}plan/i,
  },
  {
    reason: "retired-model",
    at: [400, 404, 410, 422],
    words:
      /model.{0,120}(?:does not exist|not exist|not found|no longer (?:available|supported)|deprecated|retired|decommissioned|discontinued|is not supported)|model_not_found|not_found_error.{0,40}model|no endpoints found|invalid model|not a valid model|no such model|unknown model|is not found for api version|try pulling it/i,
  },
  {
    reason: "wrong-key",
    at: REFUSED,
    words:
      /(?:incorrect|invalid|wrong)[_ ](?:x-)?api[-_ ]?key|api[-_ ]?key.{0,40}(?:not valid|invalid|revoked|disabled|deactivated)|authentication fails|invalid (?:bearer |proxy server )?token|invalid[_ ]token|token included in the request is invalid|unrecognizedclient|user not found|key has been (?:disabled|revoked)/i,
  },
  { reason: "empty-400", at: [400], words: /\bno body\b/i },
  {
    reason: "blocked",
    at: [403, 429],
    words: /<!doctype|<html|cloudflare|just a moment|attention required|enable javascript|have been blocked/i,
  },
  { reason: "name-not-found", at: [], words: /enotfound|eai_again|dns lookup|getaddrinfo/i },
  {
    reason: "unreachable",
    at: [],
    words:
      /econn(?:refused|reset|aborted)|connection refused|connection reset|e(?:host|net)unreach|socket hang up|fetch failed|network (?:connection )?(?:error|was interrupted)|connection error|unreachable|und_err_|^terminated$/i,
  },
  { reason: "timeout", at: [408, 504, 524], words: /timed? ?out|etimedout|deadline exceeded|\baborted\b/i },
  {
    reason: "unauthorized",
    at: [401],
    words: /\bunauthori[sz]ed\b|authentication (?:failed|token|error)|authentication_error/i,
  },
  { reason: "forbidden", at: [403], words: /forbidden|permission[_ ](?:denied|error)|access denied/i },
  { reason: "server", at: [], words: /server[_ ]error|internal error|unavailable|upstream error|bad gateway/i },
  { reason: "not-found", at: [404], words: /not found|does not exist|not supported/i },
];

/** What a status means where the words say nothing more. */
export function reasonOf(status: number): FailureReason {
  return BY_STATUS[status] ?? (status >= 500 ? "server" : "bad-request");
}

const BY_STATUS: Readonly<Record<number, FailureReason>> = {
  401: "unauthorized",
  402: "empty-account",
  403: "forbidden",
  404: "not-found",
  408: "timeout",
  410: "retired-model",
  413: "context-too-long",
  429: "rate-limit",
  498: "overloaded",
  504: "timeout",
  524: "timeout",
  529: "overloaded",
};

/** The status that words without one stand for. */
export const IMPLIED: Partial<Readonly<Record<FailureReason, number>>> = {
  unauthorized: 401,
  "wrong-key": 401,
  "login-expired": 401,
  "missing-scope": 401,
  "missing-bearer": 401,
  forbidden: 403,
  blocked: 403,
  "empty-account": 402,
  "plan-limit": 429,
  "rate-limit": 429,
};
