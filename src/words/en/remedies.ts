/** What mends what is wrong: as a change of the configuration, or as something a person does. */
export const remedies = {
  "remedy.sessions-stay":
    "Sessions that the gateway itself set to the fallback may stay there: they are listed afterwards, to be released.",
  "remedy.proved-aside":
    "No agent asks {models} first, so the session of the proof is set to it. Where the gateway allows no session that, its own test of the provider must pass; else the change is undone.",
  "remedy.by-hand": "Providers that were added by hand to an agent's models.json no longer count.",
  "remedy.contradiction": "Nothing is changed on a gateway that contradicts itself",
  "remedy.contradiction-why": "It calls itself {version}, but its schema does not know {api}.",
  "remedy.no-version": "nothing",
  "remedy.unknown-release":
    "The gateway tells no release that is known (2026.2.26 or later), or not what it accepts, so nothing is changed.",

  "remedy.choose": "Choose another model",
  "remedy.choose-known": "The configured model is not to be had here. The gateway knows {models}.",
  "remedy.choose-look":
    "The configured model is not to be had here. See what the gateway knows with the first command.",

  "remedy.codex-add": "Add the ChatGPT route for openai-codex",
  "remedy.codex-correct": "Correct the route of openai-codex",
  "remedy.codex-why":
    "Requests with the ChatGPT login will go to {address} over {api}, the only place where that login is valid.",
  "remedy.codex-upgrade":
    "Remove the entry right before an upgrade to 2026.6 or 2026.7: releases from 2026.6.1 until 2026.8.1 do not start with it.",
  "remedy.codex-refused": "No override is written here",
  "remedy.codex-not-here":
    "Since 2026.6.1 such an override keeps the gateway from starting; it routes the login by itself.",
  "remedy.codex-api-unknown": "The gateway's own schema does not accept {api}.",

  "remedy.route": "Correct the route of {provider}",
  "remedy.route-why": "Requests to {provider} will go to {address} over {api}.",
  "remedy.route-step": "correct the route",
  "remedy.route-elsewhere": "What is said, and the key, then goes to {to} instead of {from}.",
  "remedy.route-refused": "No route is written here",
  "remedy.route-api-unknown": "The schema of this gateway ({version}) does not accept {api}.",
  "remedy.unknown-version": "unknown",

  "remedy.cooldown": "A login or key is in cooldown",
  "remedy.cooldown-file":
    "No request ends it from here. Where the cause is gone and you will not wait, this takes it out of the file in which the release keeps it:",
  "remedy.cooldown-sign-in":
    "No request ends it from here. Where the cause is gone and you will not wait, sign in again:",

  "remedy.move": "Move the primary model to the signed-in route",
  "remedy.move-why":
    "The key of {from} may not write responses. The ChatGPT login serves the same model as {to}, and counts against that plan instead of the key's account.",
  "remedy.move-step": "move the primary",

  "remedy.network-why":
    "The provider's protection refuses the gateway's network or address. Try another way out, or ask whoever runs the network.",

  "remedy.override-correct": "Correct the leftover override of openai",
  "remedy.override-remove": "Remove the leftover override of openai",
  "remedy.override-correct-why":
    "{entry} sends the model away from the ChatGPT backend. It holds a key that nobody could put back, so it stays and is corrected.",
  "remedy.override-remove-why":
    "{entry} sends the model away from the ChatGPT backend. Without it this release chooses the right route for the login by itself.",
  "remedy.override-correct-step": "correct its route",
  "remedy.override-remove-step": "remove the override",
  "remedy.override-keeps-key":
    "The key stays in the entry and is not used for these models any more. To remove both instead, ask with {argument}; an undo could not bring the key back.",
  "remedy.override-loses-key":
    "The API key in it goes with it, and an undo cannot bring the key back; the gateway keeps the old file as openclaw.json.bak.",

  "remedy.shadow": "Remove the openai-codex entry that is not needed any more",
  "remedy.shadow-why":
    "Nothing is broken. {entry} is left from an older release: this one finds the ChatGPT backend by itself, the entry hides its prices and limits, and releases from 2026.6.1 until 2026.8.1 would not start with it.",
  "remedy.shadow-step": "remove the entry",

  "remedy.rename": "Rename the models to the provider of this release",
  "remedy.rename-why": "References to {old} become {now}; the models stay the same.",
  "remedy.rename-step": "rename the references",

  "remedy.set": "Set the model of {agent}",
  "remedy.set-why": "{agent} will be answered by {model}; its fallbacks stay as they are.",
  "remedy.set-step": "set the model",
  "remedy.set-sessions": "Sessions with a model of their own, chosen with {command} in the chat, keep it.",
  "remedy.set-others": "Also answered by it then: {agents}, without a model of their own.",
  "remedy.set-which-agent": "Which agent?",
  "remedy.set-several": "This gateway has several: {agents}.",
  "remedy.set-no-agent": "No agent has that name",
  "remedy.set-agents": "Known: {agents}.",
  "remedy.set-which-model": "Which model?",
  "remedy.set-lists": "The gateway lists {models}.",
  "remedy.set-lists-none": "The gateway lists no models.",
  "remedy.set-unlisted": "The gateway does not list that model",
  "remedy.set-not-here": "{model} is not to be had here.",
  "remedy.set-already": "It is set already",
  "remedy.set-already-why": "{agent} is set to {model}.",

  "remedy.sign-in": "Sign in to {provider} anew",
  "remedy.sign-in-refused": "The provider refuses the login on the right route.",
  "remedy.sign-in-ends": "The gateway cannot renew the login by itself: without a new one its models are refused.",
  "remedy.sign-in-code":
    "The gateway gives a code that you enter on the provider's page, with the account it should use.",
  "remedy.log-in": "Log in again on the gateway host",
  "remedy.log-in-refused":
    "The provider refuses the login on the right route, so the configuration is right and stays as it is. Do not add scopes to the login: that breaks it altogether.",
  "remedy.log-in-look": "Afterwards send one message and look at {command}.",
} as const;
