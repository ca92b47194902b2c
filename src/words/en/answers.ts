/** What is said instead of an answer, and before one. */
export const answers = {
  "answer.no-command": "There is no such command",
  "answer.not-known": "{command} is not known here; {help} lists what is.",
  "answer.not-known-meant": "{command} is not known here. Did you mean {meant}? {help} lists what is.",
  "answer.admins-only": "Only admins may do that",
  "answer.no-admin":
    "{command} is for the admins this bot was configured with, and {who} is none of them. Whoever runs it makes you one with openclaw-companion setup.",
  "answer.unclear": "I do not understand that",
  "answer.usage": "{problem} Usage: {usage}",
  "answer.no-option": '"{given}" is not an option of this command.',
  "answer.no-option-meant": '"{given}" is not an option of this command. Did you mean "{meant}"?',
  "answer.too-long": '"{option}" is too long.',
  "answer.missing": '"{option}" is missing: {description}.',
  "answer.no-such": "There is no {option} {given}. Known: {known}.",
  "answer.no-such-meant": "There is no {option} {given}. Known: {known}. Did you mean {meant}?",
  "answer.no-meaning": '"{given}" means nothing as {option}: {description}.',
  "answer.failed": "That did not work",
  "answer.failed-why": "{command} failed: {why}",
  "answer.moment": "One moment, please",
  "answer.much": "That was a lot at once; ask again in half a minute.",
  "answer.busy": "Your last question is still being answered.",
  "answer.not-here": "Not set up for this place",
  "answer.stranger":
    "This bot answers only where it was set up. Whoever runs it lets people in with {setup}, or opens this place with {setting}.",
  "answer.stranger-who": "{refusal} You are {who} to it.",
  "answer.waiting": "Asking the gateway",
  "answer.waiting-for": "It has not answered for {time}. Nothing was changed by this.",
  "answer.waiting-line": "Asking the gateway, which has not answered for a second …",
  "answer.code-not-valid":
    "This code is not valid. A code works once and for ten minutes; openclaw-companion setup prints one.",
  "answer.code-in-private": "Send it to the bot itself, or in the room that is to get the warnings.",
} as const;
