import type { Text } from "../../core/card.ts";

/** A sentence about a part of the data folder, behind the name of that part: only its path is said again. */
export function withoutPart(text: Text): Text {
  if (typeof text === "string") return text;
  const { file } = text.values;
  if (typeof file !== "object" || !("kind" in file) || file.kind !== "message" || file.id !== "host.part") return text;
  return { ...text, values: { ...text.values, file: file.values["path"] ?? "" } };
}
