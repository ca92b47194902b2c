/** What chats say besides the cards of commands. */
export const chats = {
  "late.title": "I was away",
  "late.asked": "You asked this at {at}, I was away: {command}.",
  "late.pressed": "You pressed this, I was away: {command}.",
  "late.asked-many": "{who, select, you {You} other {People}} asked {count} things, I was away.",
  "late.asked-many-since": "{who, select, you {You} other {People}} asked {count} things since {since}, I was away.",
  "late.not-done":
    "{count, plural, one {It was not done.} other {Nothing of it was done.}} {buttons, plural, one {Press the button to run it now.} other {Press a button to run one now.}}",
  "late.run": "Run {command} now",
  "chats.unknown-time": "unknown time",
  "excuse.title": "This did not work",
  "excuse.text": "The companion met an error of its own. Its log says what happened.",
  "excuse.broken": "What this message reported on ended with an error; the log says more.",
  "chats.button-expired": "This button has expired; run the command again.",
  "chats.button-late": "I was away when you pressed this; it was not done. The chat says how to run it now.",
  "chats.under-way": "This is already under way.",
  "chats.private-first":
    "This answer is private: open a private chat with {bot}, press Start, and the next one reaches you there.",
  "chats.shortened": "… the rest was left out",
  "chats.more-lines":
    "… {count, plural, one {{count} more line} other {{count} more lines}}; the attached file has them all.",
  "chats.whole-text": "The whole text",
  "chats.look": "please look",
  "chats.image": "image",
  "chats.image-of": "image: {alt}",
  "chats.picture-of": "picture: {alt}",
} as const;
