/** Causes that lie in how a gateway is set up: the way to a model, the login that is used on it, the release. */
export const routes = {
  "routes.codex-transport": "ChatGPT sign-in is sent over the wrong transport",
  "routes.codex-transport.scope":
    "Requests go to the public OpenAI API, which refuses every ChatGPT login: the scope {scope} is missing, and no login has it. Signing in again does not help; {entry} must point at the ChatGPT backend.",
  "routes.codex-transport.address":
    "{entry} sends the ChatGPT login to an address, or over an api, that is not the ChatGPT backend's: every request comes back as not found or refused. The login is not to blame; the entry must be corrected.",
  "routes.empty-400": "The provider refuses this release's requests without saying why",
  "routes.empty-400.why":
    "Known after the migration to 2026.6.1; no fix is known. Operators went back to 2026.5.28 or on to a later release.",
  "routes.legacy-ref": "The configuration names a retired provider",
  "routes.legacy-ref.why":
    "{old} uses the provider id of older releases. This release does not find it and skips it without a request. It is now called {current}.",
  "routes.missing-bearer": "The gateway sends requests without the login",
  "routes.missing-bearer.why":
    "The provider says that no token came with the request. Some releases lose it on the way (2026.4.26, 2026.5.12 to 2026.5.16).",
  "routes.missing-bearer.next": "Upgrade to 2026.5.19 or later.",
  "routes.missing-credential": "The gateway finds no credential for the model's provider",
  "routes.missing-credential.why":
    "It refuses without asking anybody. From 2026.5.5 to 2026.5.19 its own doctor rewrote model names so that the login no longer fits: upgrade to 2026.5.22 or later. Otherwise there is none to use.",
  "routes.missing-credential.next": "To sign in or give a key, run on the gateway host: {command}.",
  "routes.model-request": "A ChatGPT login is used on a public route",
  "routes.model-request.why":
    "The provider misses the scope {scope}, which ChatGPT logins do not have: the route is the wrong one for this login.",
  "routes.model-request.next":
    "Check {api} and {address} of the provider. Adding scopes to the login breaks it altogether.",
  "routes.network-block": "The provider's network protection blocks the gateway",
  "routes.network-block.why":
    "The provider answers with a challenge page (403), which means it does not like the gateway's network or address. No configuration changes that.",
  "routes.network-block.next": "Try another egress, or ask the network's operator.",
  "routes.partial-override": "The next message will crash the gateway",
  "routes.partial-override.why":
    "{entry} has an address but no {api}. This release calls that valid and then dies on the first message to the model.",
  "routes.partial-override.next": "Complete the entry before anyone writes.",
  "routes.restricted-key": "The API key may not write responses",
  "routes.restricted-key.why":
    "The key of {provider} lacks the scope {scope}, so {model} is refused and a fallback answers.",
  "routes.restricted-key.login":
    "A ChatGPT login is there: the primary can move to its route, or the key be given the scope.",
  "routes.restricted-key.key": "Give the key the scope in the OpenAI dashboard, or use another key.",
  "routes.retired-path": "Requests go to an address the provider has removed",
  "routes.retired-path.why":
    "This release builds the old address of the ChatGPT backend and gets a 403 page back, which it may report as a DNS error or a rate limit.",
  "routes.retired-path.next": "Set the base to {address}, or upgrade to 2026.4.20 or later.",
  "routes.sign-in-rejected": "The ChatGPT login is refused",
  "routes.sign-in-rejected.why":
    "The provider answers 401 on the right route, so the login itself was revoked or has expired; nothing in the configuration is wrong.",
  "routes.sign-in-ends": "{state, select, over {A sign-in has expired} other {A sign-in is about to expire}}",
  "routes.sign-in-ends.why":
    "The sign-in for {provider} {state, select, over {ended} other {ends}}{dated, select, yes { {at}} other {}} and is not renewed by itself; without it its models are refused.",
  "routes.sign-ins-unread": "how its sign-ins stand was not read yet",
  "routes.refresh-token": "The login's refresh token is spent",
  "routes.refresh-token.why":
    "Two processes renewed the same login, or a release did it twice at once (2026.5.12 to 2026.5.14). Use 2026.5.19 or later, and sign in again, once.",
  "routes.models-json": "An old models.json overrules the configuration",
  "routes.models-json.why":
    "The configuration names the ChatGPT backend, but requests still go to an old address and come back {answer}, which users see as the answer. The agent's generated models.json holds the old address and wins; {setting} makes the configuration win.",
  "routes.stale-override": "A leftover provider override blocks the ChatGPT login",
  "routes.stale-override.login":
    "{entry} sends OpenAI models over a route that does not fit the only login, a ChatGPT one. The gateway notices and refuses before it asks anybody. Its own advice, to log in again, does not help: the override must go.",
  "routes.stale-override.key":
    "{entry} sends the model to the public API with a key that may not write responses, although a ChatGPT login is there. The key is refused and then in cooldown, so most turns are answered by the fallback without a new 401. The override must go.",
  "routes.store-flag": "The release sends requests the provider refuses",
  "routes.store-flag.why": "The provider wants `store` to be false and this release does not send it so.",
  "routes.store-flag.next": "Upgrade to 2026.4.20 or later.",
  "routes.unavailable": "The provider does not offer this model to this account",
  "routes.unavailable.why": "It was retired, or the plan does not include it.",
  "routes.unavailable.next": "Choose another model for the agent. What the provider offers: {command}.",
  "routes.unknown-model": "The gateway does not know the configured model",
  "routes.unknown-model.why":
    "{model} is not in this release's catalogue, so it is skipped without a request and without an error anyone sees.",
  "routes.unknown-model.next":
    "{remedy, select, define {Define it in the configuration, or upgrade the gateway to 2026.3.8 or later.} other {Choose a model the release knows, or upgrade the gateway.}}",
  "routes.upgrade-hazard": "The configuration will not survive an upgrade to 2026.6 or 2026.7",
  "routes.upgrade-hazard.why":
    "{entry} uses an api that releases from 2026.6.1 until 2026.8.1 refuse: they would not start.",
  "routes.upgrade-hazard.next": "Remove the entry right before such an upgrade, or upgrade to 2026.8.1 or later.",
  "routes.wrong-route": "Requests to {provider} go the wrong way",
  "routes.wrong-route.why":
    "{entry} sends them to an address, or over an api, that is not the provider's. The key is not to blame. It should be {addressAt} {address} and {apiAt} {api}.",
} as const;
