/** Maintenance and quiet hours, as `/quiet` tells them. */
export const quiet = {
  "quiet.none": "Nothing is quiet",
  "quiet.example": "For example {hours} each day, or {maintenance}.",
  "quiet.title": "{count, plural, =1 {One quiet time} other {{count} quiet times}}",
  "quiet.told": "In quiet hours what is critical is told all the same; in maintenance nothing is.",
  "quiet.zone": "Times are those of this host, {zone}.",
  "quiet.remove": "Remove {id}",
  "quiet.all": "all gateways",
  "quiet.maintenance": "{id} {gateway} maintenance from {from} to {until}, by {by}",
  "quiet.hours": "{id} {gateway} quiet hours {from}–{until}, by {by}",
  "quiet.no-such": "There is no such quiet time",
  "quiet.see": "See {command}.",
  "quiet.unclear": "I do not understand that",
  "quiet.which": "Which one? Write off and its number: off 1.",
  "quiet.no-time":
    '"{words}" is no time; write 22:00-06:00 each day, 2h from now on, until 08:00, or tomorrow 22:00 for 2h.',
  "quiet.no-day": '"{words}" names no day or no time.',
  "quiet.no-hours": "A day has 24 hours of 60 minutes.",
  "quiet.empty-hours": "These hours begin when they end.",
  "quiet.no-length": "It may last from a minute to 30 days.",
  "quiet.over": "That is over already.",
} as const;
