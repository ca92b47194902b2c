export interface WebhookSettings {
  /** By the name that a room has for people: addresses may hold secrets. */
  readonly urls: ReadonlyMap<string, string>;
  readonly secret: string | null;
  readonly heartbeat: string | null;
}
