/** The two services behind one provider: the ChatGPT backend, and the public API of the platform. */
export type Side = "chatgpt" | "platform";

interface Aim {
  /** Only this side; both when missing. */
  readonly side?: Side;
  /** Only these models, without provider; all when missing. */
  readonly models?: readonly string[];
}

/**
 * How the fake provider treats model requests. `healthy` is no blank cheque: the platform still refuses a ChatGPT login
 * or a restricted key, and paths that do not exist are not found.
 */
export type UpstreamMode =
  | { readonly kind: "healthy" }
  | ({ readonly kind: "refuse"; readonly status: number } & Aim)
  /** Takes the request and never answers. */
  | ({ readonly kind: "hang" } & Aim);

export function hits(mode: UpstreamMode, side: Side, model: string | null): boolean {
  if (mode.kind === "healthy") return false;
  if (mode.side !== undefined && mode.side !== side) return false;
  return mode.models === undefined || (model !== null && mode.models.includes(model));
}
