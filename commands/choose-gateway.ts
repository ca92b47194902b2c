import type { CommandReply, Option } from "../src/core/command.ts";
import type { ReportSource } from "../src/core/report.ts";
import { meantOf, unclearCard } from "./short-card.ts";

/** The option of a command that changes something on one gateway. */
export const gatewayOption = ({ gateways }: ReportSource): Option => ({
  description: "Which gateway; not needed when there is one",
  choices: () => gateways,
  takes: (value) => gateways.includes(value),
});

type Chosen =
  | { readonly kind: "one"; readonly id: string }
  | { readonly kind: "unclear"; readonly card: CommandReply["card"] };

/** A change is never made on a guess: with several gateways one must be named. */
export function chooseGateway({ gateways }: ReportSource, named: string | undefined): Chosen {
  const only = gateways.length === 1 ? gateways[0] : undefined;
  const id = named ?? only;
  if (id === undefined)
    return { kind: "unclear", card: unclearCard("Which gateway?", `Name one of ${gateways.join(", ")}.`) };
  if (gateways.includes(id)) return { kind: "one", id };
  return {
    kind: "unclear",
    card: unclearCard("No gateway has that name", `Known: ${gateways.join(", ")}.${meantOf(id, gateways)}`),
  };
}
