import type { links as english } from "../en/links.ts";
import type { Translated } from "../translated.ts";

export const links: Translated<typeof english> = {
  "links.says": "{why}. Es meldet: {says}",
  "links.to-do": "Was zu tun ist: {fix}.",
};
