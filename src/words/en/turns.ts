/** What happened to turns, jobs and answers, and what changed besides. */
export const turns = {
  "turns.none-answers": "No model answers",
  "turns.none-answers.why": "The last turn ended without an answer from any model; users see an error or nothing.",
  "turns.fallback": "Another model answers than the configured one",
  "turns.fallback.why":
    "{model} answered last{known, select, yes { instead of {configured}} other {}}; the gateway's own status does not show it.",
  "turns.paid":
    "{meant, select, local {Answers come from a paid service instead of the local model} other {Answers are paid by use instead of by the subscription}}",
  "turns.paid.why":
    "{model} {sure, select, yes {answers with an API key} other {answers, as far as can be told with an API key of the gateway's environment}}, while {configured} {meant, select, local {runs on a machine of your own. Every answer now costs money, and what is said leaves your network.} other {is covered by a login. Every answer now costs money.}}",
  "turns.proxy":
    "{sure, select, yes {What {provider} answers with is another model} other {It is not certain which model answers for {provider}}}",
  "turns.proxy.why":
    "{model} was asked, and the answer says that it comes from {reported}{sure, select, yes {. The gateway does not notice. Look at the routes and fallbacks of that proxy.} other {: that may be the whole name of the same model, or another version of it.}}",
  "turns.spent": "More than {limit, number, ::currency/USD .00##} spent today",
  "turns.spent.sum":
    "{count, plural, one {# answer} other {# answers}} since {since} cost {sum, number, ::currency/USD .00##} by the prices OpenClaw is set to.",
  "turns.spent.unpriced": "{count, plural, one {# more has} other {# more have}} no price there.",
  "turns.spent.next": "See which models answer with /model-history; COMPANION_DAILY_SPEND sets the amount.",
  "turns.window": "{percent} % of the {window} window of {provider} is used",
  "turns.window.used": "{percent} % by the provider's own account.",
  "turns.window.reset": "It is filled again {at}.",
  "turns.window.after": "After that its models are refused and fallbacks answer.",

  "turns.job-fails": "The scheduled job “{job}” fails",
  "turns.job-undelivered": "What the scheduled job “{job}” said reached nobody",
  "turns.job-undelivered.why": "It ran, and its message could not be delivered.",
  "turns.job-runs-on": "It runs on {model}.",
  "turns.job-runs-on-its-agents": "It runs on its agent's model.",
  "turns.job-in-a-row": "It failed {count} times in a row.",
  "turns.job-last-run": "Its last run was {at}.",
  "turns.job-tells-why": "On the gateway host {command} tells why.",
  "turns.job-other-model": "The scheduled job “{job}” ran on another model",
  "turns.job-other-model.why": "{answered} answered at {at}; it is set to {asked}.",
  "turns.job-tells-more": "On the gateway host {command} tells more.",
  "turns.subagent": "A subagent ran on another model than asked",
  "turns.subagent.why": "{answered} answered at {at}; {asked} was asked for.",
  "turns.substituted":
    "{why, select, failed {The model that was asked failed in that run, and a fallback answered.} other {Nothing failed in that run: the gateway did not heed what was asked for.}}",

  "turns.retried": "{going, select, yes {A turn is tried again and again} other {A turn was tried again and again}}",
  "turns.retried.why":
    "{questions, plural, one {One question} other {{questions} questions}} failed {exact, select, yes {} other {at least }}{failures} times since {since}, the last time with {model}{going, select, yes {; it still goes on.} other { at {lastAt}.}}",
  "turns.retried.tries":
    "Every try is one request to the provider or more: at least {requests} so far.{going, select, yes { The gateway does not stop by itself.} other {}}",
  "turns.retried.next":
    "To stop it, an admin uses {fix}, or send {stop} in that chat, or on the gateway host run: {command}.",
  "turns.stalled": "{count, plural, one {A turn makes no progress} other {{count} turns make no progress}}",
  "turns.stalled.why":
    "The gateway says that it runs, and its record shows nothing new since {since}: it waits for a {for, select, tool {tool} other {model}}.",
  "turns.stalled.next": "To stop it, send {stop} in that chat.",

  "turns.replaced": "Another gateway stands behind this name",
  "turns.replaced.why":
    "Since {at} its address or its own key is another one. Counts began anew with what this gateway tells of itself; those of the former one are kept, and come back with it.",
  "turns.entry-changed": "The way to {provider} was changed",
  "turns.entry-changed.why":
    "{entry} says something else than when {models} failed last, at {at}. What failed before tells nothing of how things stand; the next answer will.",
  "turns.route-changed": "The configured model was changed",
  "turns.route-changed.why": "{to} instead of {from} since {at}.",
  "turns.release-unknown": "Whether the release changed as well is not known.",
  "turns.release-same": "The release is the same as before ({release}): somebody changed the configuration.",
  "turns.release-changed": "The release changed as well, from {before} to {after}: look whether the upgrade meant to.",
  "turns.upgraded": "OpenClaw {to} runs instead of {from}",
  "turns.upgraded.since": "Since {at}.",
  "turns.upgraded.configured":
    "{changed, select, yes {The configured model is another one since.} other {The configured model is the same.}}",
  "turns.upgraded.silent": "Nothing was answered since.",
  "turns.upgraded.no-answer": "No real answer{named, select, yes { of {agent}} other {}} since.",
  "turns.upgraded.first": "First answer{named, select, yes { of {agent}} other {}} since: {model} at {at}.",
  "turns.upgraded.compared":
    "First answer{named, select, yes { of {agent}} other {}} since: {model} at {at}, {compared}.",
  "turns.upgraded.other-model": "before it was {before}",
  "turns.upgraded.same-route": "over the same route as before",
  "turns.upgraded.same-model": "the same model as before, which was {before}",
  "turns.upgraded.other-route": "asked over {api} instead of {before}: another route than before",
} as const;
