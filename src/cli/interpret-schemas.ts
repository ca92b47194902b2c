import { config } from "zod";

/** Makes no functions of schemas that are built from now on: that takes longer than to go through them a few times. */
export function interpretSchemas(): void {
  config({ jitless: true });
}
