/** Servers and chats the bot was put into, and leaving them. */
export const places = {
  "places.title":
    "{count, plural, one {The bot was added to a place nobody set up} other {The bot was added to # places nobody set up}}",
  "places.listed": "{count, plural, one {One place nobody set up} other {# places nobody set up}}",
  "places.none": "Every place the bot is known to be in was set up",
  "places.unnamed": "a place without a name",
  "places.added": "{place} ({id}), added by {who}",
  "places.owned": "{place} ({id}), which belongs to {who}",
  "places.plain": "{place} ({id})",
  "places.person": "{name} ({id})",
  "places.more": "and {count} more",
  "places.what":
    "Nobody but admins is answered there. {command} leaves it; {setting} in the settings answers its members.",
  "places.shut":
    "{place} ({id}) was set up before and is not any more: only admins are answered there, until {setting} names it.",
  "places.leave": "Leave {place}",
  "leave.left": "The bot left",
  "leave.left-text": "It is no longer in {id}.",
  "leave.set-up": "This place is set up",
  "leave.set-up-text":
    "{id} stands in the settings or gets warnings. Take it out of there first; {command} lists what can be left.",
  "leave.not-there": "The bot is not there",
  "leave.not-there-text": "{id} is no server or group the bot is in.",
  "leave.failed": "The bot could not leave",
  "leave.failed-text": "{id}: {why}.",
  "leave.not-yours": "Only an admin of all gateways may do that",
} as const;
