import { asObject } from "../../fake-gateway/json.ts";
import { readRecording, type Recording } from "../../fake-gateway/recording.ts";
import broken from "./recordings/issue-38706.json" with { type: "json" };
import repaired from "./recordings/issue-38706-after-fix.json" with { type: "json" };
import release from "./recordings/release.json" with { type: "json" };

/** The gateway of issue 38706: gpt-5.4 over the wrong transport, then repaired by the provider override. */
export const readIssue38706 = (): { readonly recording: Recording; readonly repaired: Recording } => ({
  recording: installed(readRecording(release, broken)),
  repaired: installed(readRecording(release, repaired)),
});

/** It was recorded from its sources, where it calls itself `dev`; one that is installed tells its release. */
function installed(recording: Recording): Recording {
  const { release, version } = recording;
  const server = { ...asObject(release.hello["server"]), version };
  return { ...recording, release: { ...release, hello: { ...release.hello, server } } };
}
