/** Turns that a gateway tries without end, and how they are stopped. */
export const stops = {
  "stops.title":
    "{count, plural, one {Stop a turn that is tried without end} other {Stop # turns that are tried without end}}",
  "stops.why":
    "The gateway does not stop by itself: every try asks the provider at least once, and nobody gets an answer.",
  "stops.lost":
    "{count, plural, one {It gets} other {They get}} no answer any more, and what is not sent yet is lost: whoever asked has to ask again.",
  "stops.cause-stays":
    "Nothing changes in the configuration, and the cause stays: afterwards {command} shows what mends it.",
  "stops.proof": "Proof: for {seconds} seconds after the stop nothing may be tried again.",
  "stops.stopping": "Stopping {count, plural, one {the turn} other {# turns}}.",
  "stops.stopped": "stopped",
  "stops.watching": "The gateway says that it stopped. Watching for {seconds} seconds that nothing is tried again.",
  "stops.failed": "It is not certain that it was stopped: {why}. Ask again with /fix-codex.",
  "stops.goes-on":
    "{count, plural, one {A turn is} other {# turns are}} still tried: the gateway did not end {count, plural, one {it} other {them}}. On the gateway host run: openclaw gateway restart",
  "stops.proved": "Proved: nothing was tried again for {seconds} seconds. /fix-codex shows what mends the cause.",
  "stops.card":
    "{state, select, fixed {Stopped on {gateway}: nothing is tried again} applying {Stopping turns on {gateway}} proving {Stopping turns on {gateway}} other {Not certain to be stopped on {gateway}}}",
  "stops.confirm": "Stop",
  "stops.turn": "{session}, of agent {agent}",
} as const;
