/** A form in which secrets are written, and what stands there instead. */
export type SecretForm = readonly [form: RegExp, instead: string];

/** How services begin their keys and tokens. What follows is as long as it is, also when it was cut. */
const PREFIXES = [
  // OpenAI, Anthropic, OpenRouter, Stripe and others of their kind
  String.raw`(?:sk|rk|pk|rt)[-_]`,
  // GitHub, GitLab
  "gh[opsur]_|github_pat_|gl(?:pat|ptt|dt|rt|soat|ft|imt|agent|cbt)-",
  // Google
  String.raw`AIza|ya29\.|1//0|GOCSPX-`,
  // AWS, DigitalOcean, Cloudflare, Fly, Vercel, Heroku, Supabase
  "AKIA|ASIA|ABIA|ACCA|do[opr]_v1_|v1\\.0-|fo1_|FlyV1 |vercel_|HRKU-|sbp_",
  // models: Groq, xAI, Hugging Face, Replicate, NVIDIA, Perplexity, Together, Fireworks, Tavily, Jina, Cerebras
  "gsk_|xai-|hf_|api_org_|r8_|nvapi-|pplx-|tgp_v1_|fw_|tvly-|jina_|csk-",
  // chats: Slack, Discord, Telegram's are below
  String.raw`xox[a-z](?:\.xox[a-z])?-|xapp-|mfa\.`,
  // npm, PyPI, Docker, RubyGems
  "npm_|pypi-|dckr_(?:pat|oat)_|rubygems_",
  // Shopify, SendGrid, Mailgun, Mailchimp, Square, Stripe's webhooks, Twilio
  String.raw`shp(?:at|ca|pa|ss)_|SG\.|key-(?=[0-9a-f]{16})|whsec_|sq0(?:atp|csp)-|EAAA`,
  // Vault, Terraform, Grafana, Sentry, Databricks, Atlassian, Linear, Notion, Figma, Postman, Tailscale, age, Doppler
  String.raw`hv[sbr]\.|atlasv1\.|gl(?:c|sa)_|sntry[su]_|dapi|AT[AC]TT3|ATBB|lin_api_|ntn_|(?<!_)secret_(?=\w{20})|fig[dp]_|PMAK-|tskey-`,
  "AGE-SECRET-KEY-|dp\\.(?:pt|st|ct|sa)\\.|phc_|phx_|rnd_|nfp_|oy2(?=[a-z0-9]{30})|ops_ey|CCIPAT_|bkua_",
].join("|");

const VALUE = String.raw`(?:\\?"(?:[^"\\]|\\(?!").)*(?:\\?"|$)|'[^']*(?:'|$)|[^\s,;&"'<>(){}[\]|\\]+)`;
const NAME = String.raw`(?:token|secret|passw(?:or)?d|passphrase|passwd|pwd|pass|api[-_ ]?key|access[-_]?key|private[-_]?key|secret[-_]?key|signing[-_]?key|auth[-_]?key|account[-_]?key|credentials?|webhook|dsn|session[-_]?id|sig|signature|密码|密钥|令牌)`;
/** Between a name and its value; quotes are escaped in JSON inside of JSON. */
const IS = String.raw`\\?["']?\s{0,4}(?:=>|[:=：])\s{0,4}`;
/** Words that stand where a value could, and say something about it. */
const NO_VALUE = String.raw`(?!\\?["']?(?:\d{1,9}|true|false|null|none|undefined|missing|expired|invalid|required|rejected|unknown|not|is|was|has|the|no|a)\b(?![-_.]))`;

/**
 * Well-known forms, in the order in which they are looked for. Each looks at a place in the text once or a bounded
 * number of times: whoever writes the text may mean harm.
 */
export const SECRET_FORMS: readonly SecretForm[] = [
  [/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}-----|$)/g, "[private key]"],
  [
    /\b(https?:\/\/[^\s/"'<>]{0,100}\/(?:api\/(?:v\d+\/)?webhooks|webhookb2|services|hooks)\/)[^\s"'<>]+/gi,
    "$1[hidden]",
  ],
  // A password may hold what an address must not: up to the last @, unless what stands there is a host with its port.
  [/(\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/"'<>@:[]{0,100}:(?!\d{1,5}[/?#])[^\s"'<>]{1,300}@/gi, "$1[hidden]@"],
  [
    /(\b(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?)(?:\+\w{1,20})?:\/\/)[^\s/"'<>@:[]{0,100}:[^\s"'<>]{1,300}@/gi,
    "$1[hidden]@",
  ],
  [/(\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/"'<>]{1,300}@/gi, "$1[hidden]@"],
  [/((?:set-)?cookie\\?["']?\s{0,4}[:=]\s{0,4})[^\n\r]+/gi, "$1[hidden]"],
  [new RegExp(String.raw`(authorization${IS}\\?["']?)(?:[a-z]+\s+)?[^\s,;"'\\]+`, "gi"), "$1[hidden]"],
  [/\b(Bearer|Basic|Bot|Token|Digest|ApiKey)(\s+)(?=[^\s]*[\d=_./+-])[\w.~+/:-]{8,}=*/gi, "$1$2[token]"],
  [/(?<!\d)(bot)?\d{6,12}:[\w-]{20,}/g, "$1[token]"],
  [/(?<![\w-])[\w-]{23,28}\.[\w-]{6}\.[\w-]{16,}/g, "[token]"],
  // Some are broken over lines.
  [/eyJ[\w-]{8,}(?:\.[\r\n]{0,2}[\w-]*){0,4}/g, "[token]"],
  [new RegExp(String.raw`(${NAME}[\w.-]{0,24}${IS})${NO_VALUE}${VALUE}`, "gi"), "$1[hidden]"],
  // As options of a command, as elements, and as those who refuse a key repeat it.
  [
    new RegExp(
      String.raw`(--?(?:[\w-]{0,24}-)?${NAME}\s{1,4})(?!(?:in|is|or|and|with|for|to|from|of|the|a|option)\b)${VALUE}`,
      "gi",
    ),
    "$1[hidden]",
  ],
  [/(\s(?:-u|--user|login\s{1,4}[^\s:]{1,100}\s{1,4}password)\s{1,4}(?:[^\s:]{1,100}:)?)[^\s"'<>]+/g, "$1[hidden]"],
  [new RegExp(String.raw`(<[\w:.-]{0,24}${NAME}[\w.-]{0,24}>)[^<]+(?=</)`, "gi"), "$1[hidden]"],
  [/\b(api[-_ ]?key\s{1,4}provided:?\s{1,4})[^\s"'<>]+/gi, "$1[hidden]"],
  [new RegExp(String.raw`(?<![A-Za-z0-9])(?:${PREFIXES})[\w.+/=-]{8,}`, "g"), "[key]"],
  [/([?&#](?:[\w.-]{0,40}key|code|auth|state|access|pw|k|t|sas|se)=)[^&\s"'<>]+/gi, "$1[hidden]"],
  [/(\bkey\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?)[\w+/=-]{16,}(?![\w:.-])/gi, "$1[hidden]"],
  [/(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}\b/g, "[address]"],
  [/(?:\/home|\/Users|\/root|[A-Z]:\\Users)[/\\][^\s"')]+/g, "[path]"],
];

/** As random keys are that begin like nothing in particular. */
export const looksRandom = (word: string): boolean =>
  countOf(word, /[a-z]/g) >= 3 && countOf(word, /[A-Z]/g) >= 3 && countOf(word, /\d/g) >= 3;

const countOf = (word: string, sign: RegExp): number => word.match(sign)?.length ?? 0;
