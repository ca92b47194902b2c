import { say } from "../../words/say.ts";
import { defineSignature } from "../signature.ts";

/** The ChatGPT backend shows a web page instead of an answer, on a path that is right. */
export const networkBlock = defineSignature({
  id: "network-block",
  severity: "critical",
  title: say("routes.network-block"),
  explanation: say("routes.network-block.why"),
  next: () => say("routes.network-block.next"),
  remedy: null,
  // Where the address itself is wrong, a 403 page means that, see retired-path.
  shows: ({ reason }, { snapshot }) => reason === "blocked" && !snapshot.release.buildsRetiredPath,
});
