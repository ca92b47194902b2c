/** How the link to a gateway stands, and what to do about it. */
export const links = {
  "links.says": "{why}. It says: {says}",
  "links.to-do": "What to do: {fix}.",
  "links.away": "{named, select, yes {{host}} other {the gateway}} cannot be reached",
  "links.away-because": "{named, select, yes {{host}} other {the gateway}} cannot be reached: {why}",
  "links.away-slow": "{named, select, yes {{host}} other {the gateway}} cannot be reached: no answer in time",
  "links.protocol":
    "the gateway{named, select, yes { at {host}} other {}} speaks a protocol this companion does not know (it knows 3 and 4)",
  "links.protocol-fix": "update the companion",
  "links.scopes": "the gateway did not give this device the scopes it asked for",
  "links.scopes-fix": "set the gateway's shared token, or approve the device again",
  "links.scopes-how":
    "set {variable} to the gateway's shared token, or on its host run: openclaw devices list, then openclaw devices approve <id> for OpenClaw Companion",
  "links.no-more-sign-ins": "the gateway takes no more sign-ins for a moment",
  "links.pin-other":
    "the certificate of {named, select, yes {{host}} other {the gateway}} is not the one that was pinned",
  "links.pin-other-fix": "compare the fingerprint on the gateway host; if the certificate was renewed, set the new one",
  "links.pin-none":
    "what is pinned for {named, select, yes {{host}} other {the gateway}} is no fingerprint of a certificate",
  "links.pin-none-fix": "give the SHA-256 fingerprint",
  "links.pin-plain":
    "a certificate is pinned for {named, select, yes {{host}} other {the gateway}}, but its address is not encrypted",
  "links.pin-plain-fix": "give a wss:// address, or take the fingerprint away",
  "links.plain-in-public":
    "{named, select, yes {{host}} other {the gateway}} would be reached without encryption across a public network",
  "links.plain-in-public-fix":
    "use a wss:// address, an SSH tunnel to the gateway's loopback port, or a private network address",
  "links.lets-in": "the gateway{named, select, yes { at {host}} other {}} lets in but does not answer",
  "links.restarting": "the gateway is restarting",
  "links.closed-early":
    "{named, select, yes {{host}} other {the gateway}} closed the connection before saying hello ({code})",
  "links.speechless": "{named, select, yes {{host}} other {the gateway}} accepts the connection but does not speak",
  "links.policy-changed": "the gateway closed the link because its access policy changed",
  "links.read-slowly": "the gateway closed the link because it was read too slowly",
  "links.stopped-answering": "the gateway stopped answering",
  "links.sends-too-much": "it sends too much: far more events than any gateway has to tell, so it is not listened to",
  "links.sends-too-much-fix":
    "restart it on its host; if that does not end it, take it out of the settings until its cause is found",
  "links.lost": "the connection was lost ({code})",
  "links.read-taken-away": "the gateway accepted the token but took away the right to read (operator.read)",
  "links.approve": "approve it on the gateway host; an admin finds what to run in the private part of /model-status",
  "links.approve-us":
    "on the gateway host run: openclaw devices list, then openclaw devices approve <id> for OpenClaw Companion",
  "links.approve-how": "on the gateway host run: {command}",
  "links.find-and-approve": "on the gateway host run: openclaw devices list, then openclaw devices approve <id>",
  "links.pairing": "the gateway wants this companion to be approved once",
  "links.password-unset": "the gateway is in password mode and has no password of its own",
  "links.password-unset-fix": "set gateway.auth.password on its host, or another gateway.auth.mode",
  "links.password-missing": "the gateway wants a password and none is set",
  "links.password-wrong": "the gateway does not accept the password",
  "links.password-fix":
    "set {variable} to gateway.auth.password of the gateway (on its host in ~/.openclaw/openclaw.json)",
  "links.proxy-refused": "the gateway{named, select, yes { at {host}} other {}} refuses what comes through its proxy",
  "links.proxy-refused-fix":
    "on its host look at gateway.trustedProxies and gateway.auth.trustedProxy, or connect past the proxy",
  "links.token-missing": "the gateway wants a token and none is set",
  "links.token-wrong": "the gateway does not accept the token",
  "links.token-fix": "set {variable} to gateway.auth.token of the gateway (on its host in ~/.openclaw/openclaw.json)",
  "links.check-port": "check the port in its address",
  "links.check-port-how": "check the port in its address; on its host, openclaw gateway status tells the right one",
  "links.proxy-untrusted":
    "the gateway{named, select, yes { at {host}} other {}} does not trust the proxy this connection comes through",
  "links.proxy-untrusted-fix": "on its host set gateway.trustedProxies to that proxy's address, and no more",
  "links.refuses": "the gateway{named, select, yes { at {host}} other {}} refuses the connection (HTTP {status})",
  "links.guarded":
    "something before the gateway{named, select, yes { at {host}} other {}} lets nobody in without a sign-in of its own (HTTP {status})",
  "links.guarded-fix": "give the companion a way past it: a private network, or an SSH tunnel",
  "links.not-passed-on":
    "what stands before the gateway{named, select, yes { at {host}} other {}} does not reach it (HTTP {status})",
  "links.another-program":
    "another program listens at {named, select, yes {{host}} other {its address}}, no gateway (HTTP {status} instead of a WebSocket)",
  "links.no-websocket":
    "{named, select, yes {{host}} other {the gateway}} answers HTTP {status} instead of a WebSocket",
  "links.encrypted-only": "{named, select, yes {{host}} other {the gateway}} speaks TLS, and its address says ws://",
  "links.encrypted-only-fix": "write wss:// in its address",
  "links.check-network": "check the network, and that its host is up",
  "links.check-network-or-tls":
    "check the network, and that its host is up; if that port wants TLS, write wss:// in its address",
  "links.untrusted": "the certificate of {named, select, yes {{host}} other {the gateway}} is not trusted: {why}",
  "links.untrusted-fix": "name the file of its authority in {file}, or pin the certificate in {fingerprint}",
  "links.certificate": "the certificate of {named, select, yes {{host}} other {the gateway}} is not accepted: {why}",
  "links.certificate-fix": "look at it on the gateway host",
  "links.authority": "the file of its certificate's authority cannot be read",
  "links.authority-why": "the certificate of its authority cannot be read: {why}",
  "links.authority-fix": "correct {file}",
  "links.unencrypted":
    "{named, select, yes {{host}} other {the gateway}} does not speak TLS, and its address says wss://",
  "links.unencrypted-fix": "write ws:// in its address, or give it TLS",
  "links.proxy": "the proxy on the way to the gateway cannot be used",
  "links.proxy-fix": "check the companion's proxy settings",
  "links.nobody":
    "nothing listens at {named, select, yes {{host}} other {its address}}: the gateway process is not running there",
  "links.no-name": "the host name of {named, select, yes {{host}} other {the gateway}} cannot be found",
  "links.no-name-because": "the host name of {named, select, yes {{host}} other {the gateway}} cannot be found: {why}",
  "links.no-name-fix": "check its address, and the network of this host",
  "links.own-network": "check the network of this host",
  "links.start": "start the gateway on its host",
  "links.start-how": "on {where, select, here {this} other {its}} host run: openclaw gateway start",
  "links.up-but-refuses":
    "the gateway process{named, select, yes { at {host}} other {}} is up, but refuses the connection",
  "links.may-not-write": "this companion may read this gateway but not write to it",
  "links.may-not-write-fix": "let it write on the gateway host",
  "links.may-not-write-how":
    "set {variable} to the gateway's shared token, or on the gateway host run: openclaw devices list, then openclaw devices approve <id> for its request for operator.admin",
  "links.later": "try again when the gateway answers",
  "links.only-on-host": "the gateway asks for something that can only be answered on its host",
  "links.no-reason": "it gives no reason",

  "links.unread": "its record cannot be read: {why}",
  "links.unread-yet": "its record is not read yet: it has not answered {call}",
  "links.unread-ledger": "the companion's own ledger fails; the companion's log says why",
  "links.unread-folder": "the companion's own ledger fails; check the space and the rights of its data folder",
  "links.unread-log": "the companion's log says why",
  "links.unread-slow": "it does not answer {call} in time",
  "links.unread-right": "it has taken away the right to read (operator.read)",
  "links.unread-refused": "it refuses to tell; the companion's log has its words",
  "links.unread-reply": "its reply to {call} cannot be understood{where, select, known { (at {place})} other {}}",
} as const;
