const SECRET =
  /(?:token|secret|passw(?:or)?d|passphrase|passwd|pwd|credentials?|authorization|cookie|webhook|dsn)s?$|^pass$|(?:^|[^a-z])key$|(?:api|access|private|signing|encryption|service|account|ssh|master|auth|bot|app)[-_]?keys?$|secret|passw|credential|private[-_]?key/i;
/** They end like one, and name something everybody may know. */
const KNOWN = /^(?:session|idempotency|public|sort|primary|foreign)[-_]?key$|^key$/i;

/** Whether what stands under this name is secret, whatever it looks like. */
export const isSecretName = (name: string): boolean => SECRET.test(name.slice(-200)) && !KNOWN.test(name);
