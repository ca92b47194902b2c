/** Answers by model over time. */
export const history = {
  "history.title": "Answers by model, last {window}",
  "history.title-of": "Answers by model, last {window} on {gateway}",
  "history.ask": "Ask by name for {names}.",
  "history.worst": "Most went wrong on:",
  "history.partly": "Not all of this time is known of {names}.",
  "history.more-models": "{count} more models",
  "history.sums":
    "{answers, plural, =0 {No answers} one {{answered} answer, {fell} of them by a fallback} other {{answered} answers, {fell} of them by a fallback}}; {refused, plural, =0 {no attempts refused with 401} one {{refusals} attempt refused with 401} other {{refusals} attempts refused with 401}}, {lost, plural, =0 {no turns without an answer} one {{losses} turn without an answer} other {{losses} turns without an answer}}.",
  "history.no-fallback": "none",
  "history.at-least": "at least {count}",
  "history.not-counted": "an unknown number",
  "history.unexplained":
    "{count, plural, one {Of 1 answer} other {Of {count} answers}} nothing tells why another model gave {count, plural, one {it} other {them}}: more may have failed then than is counted.",
  "history.model":
    "{model} {count} ({share}){part, select, none {} all {, as a fallback} other {, {fallbacks} as a fallback}}",
  /** 101 stands for nearly all. */
  "history.share": "{percent, plural, =0 {under 1 %} =101 {over 99 %} other {{percent} %}}",
  "history.unauthorized": "401s: {count}, {at}",
  "history.unauthorized-many": "401s: {count}, first {first}, last {last}",
  "history.exhausted": "Turns without an answer: {count}, {at}",
  "history.exhausted-many": "Turns without an answer: {count}, first {first}, last {last}",
  "history.repair":
    "{outcome, select, fixed {Repaired} reverted {Repair failed and taken back} undone {Repair undone} other {Repair with an unclear end}} {at}",
  "history.nothing-known": "Its record was never read, or only later: nothing is known of this time.",
  "history.not-read": "Not read since {at}: what happened later is unknown.",
  "counts.start": "Counts start at {at}.",
} as const;
