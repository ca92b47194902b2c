/** Why models of a provider fail, and what helps. */
export const causes = {
  "causes.failed":
    "{count, plural, one {{models} failed at {since}} other {{models} failed {count} times since {since}}}.",
  "causes.failed-how":
    "{count, plural, one {{models} failed at {since}} other {{models} failed {count} times since {since}}} ({how}).",
  "causes.called": "the gateway calls it {said}",
  "causes.not-asked": "the provider was not asked",
  "causes.until": "It says that it can be asked again {until}.",
  "causes.run": "On the gateway host run: {command}.",
  "causes.ask-it": "To ask it now, run on the gateway host: {command}.",
  "causes.ask-provider": "To ask the provider now, run on the gateway host: {command}.",
  "causes.lead": "To let another model lead until then: {command}.",
  "causes.key": "Put a valid key into {path}, or run on the gateway host: {command}.",

  "causes.content-filter": "The content filter of {provider} refuses a request",
  "causes.content-filter.why":
    "The provider does not answer what its filter takes exception to. Nothing is broken: other messages go through.",
  "causes.context": "A conversation is too long for a model of {provider}",
  "causes.context.why": "The provider refuses what does not fit into the model's context.",
  "causes.context.next": "In that conversation send {compact} or {fresh}; a model with a larger context helps, too.",
  "causes.empty-account": "The account of {provider} is empty",
  "causes.empty-account.why":
    "It has no credit left, or its spending limit is reached; the provider refuses until that changes.",
  "causes.empty-account.next":
    "Add credit at the provider. The gateway may leave the account alone for some hours after that; to ask it now, run on its host: {command}.",
  "causes.login-expired": "The sign-in for {provider} has expired or was revoked",
  "causes.login-expired.why": "The provider wants a new one.",
  "causes.overloaded": "The servers of {provider} are overloaded",
  "causes.overloaded.why": "The provider has too much to do; nothing is wrong with this gateway. It ends by itself.",
  "causes.forbids": "Access to {provider} is forbidden",
  "causes.forbids.why":
    "The provider knows who asks and does not allow it: the account, its region or the model is closed to this login or key.",
  "causes.forbids.next": "Look at the account there; to use another login or key, run on the gateway host: {command}.",
  "causes.outage": "The servers of {provider} fail",
  "causes.outage.why":
    "The provider answers with errors of its own; nothing is wrong with this gateway. Its status page may say more.",
  "causes.timeout": "Requests to {provider} take too long",
  "causes.timeout.why":
    "The gateway gave up waiting: the provider or a local model is slow, or the network loses what it sends.",
  "causes.timeout.next": "To see how long one small question takes, run on the gateway host: {command}.",
  "causes.unreachable": "The gateway cannot reach {provider}",
  "causes.unreachable.why":
    "Nothing answers at its address: the connection is refused or lost, or its name cannot be found.",
  "causes.unreachable.look": "Look whether the server at {address} runs and is in reach of the gateway host.",
  "causes.rate-limit": "Requests to {provider} come too fast",
  "causes.rate-limit.why":
    "The provider allows only so many requests or tokens a minute (rate limit). It ends by itself; fewer turns at once, or a higher tier at the provider, prevent it.",
  "causes.removed-api": "The entry of {provider} uses an api this release does not have",
  "causes.removed-api.why": "The gateway refuses before it asks anybody.",
  "causes.removed-api.next": "Correct {path}, or run on the gateway host: {command}.",
  "causes.usage-limit": "The usage limit of the {provider} plan is reached",
  "causes.usage-limit.why": "The plan is used up for now, and fallbacks answer until it resets.",
  "causes.wrong-key": "The key of {provider} is refused",
  "causes.wrong-key.why": "The provider does not know the key, or it was revoked.",

  "causes.unexplained": "Requests to {provider} fail: {reason}",
  "causes.unexplained-status": "Requests to {provider} fail: {reason} ({status})",
  "causes.reason":
    "{reason, select, unauthorized {unauthorized} wrong_key {wrong key} login_expired {login expired} missing_scope {scope missing} spent_refresh_token {refresh token already used} missing_bearer {bearer token missing} forbidden {forbidden} blocked {blocked} empty_account {empty account} rate_limit {rate limit} plan_limit {plan limit} not_entitled {not included in the plan} overloaded {overloaded} server {server error} timeout {timeout} unreachable {unreachable} name_not_found {name not found} not_found {not found} retired_model {model retired} context_too_long {context too long} content_filter {content filter} store_flag {store flag} empty_400 {400 without a reason} bad_request {bad request} unknown_model {unknown model} route_mismatch {route mismatch} no_credential {no credential} removed_api {removed api} other {an error nobody has explained}}",
  "causes.unauthorized": "The primary model is refused with 401",
  "causes.unauthorized.why": "{model} is not authorised: the provider does not take its login or key.",
  "causes.resting": "The login or key of {provider} is in cooldown",
  "causes.disabled": "The login or key of {provider} is switched off",
  "causes.resting.why":
    "After a failure{named, select, yes { ({said})} other {}} the gateway does not use its login or key{ends, select, yes { until {until}} other {}} and skips its models without asking. It follows from the failure before it, and may be stale: the gateway does not check whether that is over, and a restart does not end it.",
  "causes.resting.next": "To end it, sign in again; on the gateway host run: {command}.",
} as const;
