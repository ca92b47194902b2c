import { defineSignature } from "../signature.ts";

/** The ChatGPT backend shows a web page instead of an answer, on a path that is right. */
export const networkBlock = defineSignature({
  id: "network-block",
  severity: "critical",
  title: "The provider's network protection blocks the gateway",
  explanation: [
    "The provider answers with a challenge page (403), which means it does not like the gateway's network or address. No configuration changes that: try another egress, or ask the network's operator.",
  ],
  remedy: null,
  // Where the address itself is wrong, a 403 page means that, see retired-path.
  shows: ({ reason }, { snapshot }) => reason === "blocked" && !snapshot.release.buildsRetiredPath,
});
