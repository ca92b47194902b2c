/** What the companion says of its own bots. */
export const bots = {
  "bots.shared": "Another program uses this bot",
  "bots.shared-why": "{why}. {fix}.",
  "bots.polled": "It reads the bot's messages with the same token, so each of the two misses what the other takes",
  "bots.answered": "It answered what the companion was asked here, with the same token",
  "bots.run-one": "Run only one companion on this bot, and give the gateway a bot of its own",
  "bots.own": "Give the companion a bot of its own",
  "bots.webhook-gateway": "This bot belongs to an OpenClaw gateway, whose webhook is at {whose}: nothing is heard here",
  "bots.webhook-again": "The program at {whose} keeps setting a webhook for this bot: nothing is heard here",
  "bots.webhook-removed": "Its webhook at {whose} took all messages; it was removed, and they are read here again",
  "bots.webhook-nowhere": "an address that cannot be read",
  "bots.refused": "One chat is not answered any more",
  "bots.refused-why": "{why}. To fix it: {fix}.",
  "bots.others": "Everything goes on here.",
} as const;
