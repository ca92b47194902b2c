import { defineSignature } from "../signature.ts";

export const empty400 = defineSignature({
  id: "empty-400",
  severity: "critical",
  title: "The provider refuses this release's requests without saying why",
  explanation: [
    "Known after the migration to 2026.6.1; no fix is known. Operators went back to 2026.5.28 or on to a later release.",
  ],
  remedy: null,
  on: ({ sendsWhatIsRefused }) => sendsWhatIsRefused,
  shows: ({ reason }) => reason === "empty-400",
});
