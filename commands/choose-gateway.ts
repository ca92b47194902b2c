import type { CommandReply, Option } from "../src/core/command.ts";
import type { ReportSource } from "../src/core/report.ts";
import { say } from "../src/words/say.ts";
import { sayKnown } from "../src/words/sequence.ts";
import { unclearCard, withHint } from "./short-card.ts";

/** The option of a command that changes something on one gateway. */
export const gatewayOption = ({ gateways }: ReportSource): Option => ({
  description: say("option.which-gateway"),
  choices: () => gateways,
  takes: (value) => gateways.includes(value),
});

type Chosen =
  | { readonly kind: "one"; readonly id: string }
  | { readonly kind: "unclear"; readonly card: CommandReply["card"] };

/** A change is never made on a guess: with several gateways one must be named; `first`: those that are named before others. */
export function chooseGateway(
  { gateways }: ReportSource,
  named: string | undefined,
  first: readonly string[] = [],
): Chosen {
  const only = gateways.length === 1 ? gateways[0] : undefined;
  const id = named ?? only;
  const known = sayKnown([...new Set([...first, ...gateways])]);
  if (id === undefined)
    return { kind: "unclear", card: unclearCard(say("small.which-gateway"), say("small.name-one", { known })) };
  if (gateways.includes(id)) return { kind: "one", id };
  return {
    kind: "unclear",
    card: unclearCard(say("small.no-gateway"), withHint(say("small.known", { known }), id, gateways)),
  };
}
