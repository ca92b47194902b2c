/** Names a message that was posted, so that it can be replaced later. Opaque outside its platform. */
export interface PostedRef {
  readonly platform: string;
  readonly target: string;
  readonly message: string;
}
