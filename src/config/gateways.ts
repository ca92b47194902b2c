import { alone, type FindToken, type TokenPlace } from "./tokens.ts";
import type { Variables } from "./variables.ts";

export interface GatewayConfig {
  readonly name: string;
  readonly url: string;
  readonly token: string | null;
  /** For gateways in password mode, beside or instead of the token. */
  readonly password: string | null;
  /** For repairs alone; null uses `token`. */
  readonly adminToken: string | null;
  /** Who alone may repair it, as `platform:id`; null leaves it to the admins of the platforms. */
  readonly admins: readonly string[] | null;
  readonly tlsFingerprint: string | null;
  readonly caFile: string | null;
  readonly places: GatewayPlaces;
}

/** Where each setting of a gateway stands: `OPENCLAW_GATEWAY_TOKEN`, or `OPENCLAW_GATEWAYS[0].token`. */
type GatewayPlaces = Readonly<Record<"url" | "token" | "password" | "adminToken" | "fingerprint" | "caFile", string>>;

/** The gateways of a list, or the one that has variables of its own. */
export function toGateways(
  set: Variables,
  toPath: (path: string) => string,
  token: FindToken,
): readonly GatewayConfig[] {
  if (set.OPENCLAW_GATEWAYS) {
    const variable = "OPENCLAW_GATEWAYS";
    return set.OPENCLAW_GATEWAYS.map((row, index) => {
      const placeOf = (key: string): string => `${variable}[${index}].${key}`;
      const at = (key: string): TokenPlace => ({ variable, place: placeOf(key), filePlace: placeOf(`${key}File`) });
      return {
        name: row.name,
        url: row.url,
        token: token(at("token"), row.token, row.tokenFile),
        password: token({ ...at("password"), isPassword: true }, row.password, row.passwordFile),
        adminToken: token(at("adminToken"), row.adminToken, row.adminTokenFile),
        admins: row.admins ?? null,
        tlsFingerprint: row.fingerprint ?? null,
        caFile: row.caFile === undefined ? null : toPath(row.caFile),
        places: {
          url: placeOf("url"),
          token: placeOf("token"),
          password: placeOf("password"),
          adminToken: placeOf("adminToken"),
          fingerprint: placeOf("fingerprint"),
          caFile: placeOf("caFile"),
        },
      };
    });
  }
  const [plain, admin] = ["OPENCLAW_GATEWAY_TOKEN", "OPENCLAW_GATEWAY_ADMIN_TOKEN"] as const;
  const words = "OPENCLAW_GATEWAY_PASSWORD";
  const caFile = set.OPENCLAW_GATEWAY_CA_FILE;
  return [
    {
      name: "main",
      url: set.OPENCLAW_GATEWAY_URL,
      token: token(alone(plain), set[plain], set[`${plain}_FILE`]),
      password: token({ ...alone(words), isPassword: true }, set[words], set[`${words}_FILE`]),
      adminToken: token(alone(admin), set[admin], set[`${admin}_FILE`]),
      admins: null,
      tlsFingerprint: set.OPENCLAW_GATEWAY_FINGERPRINT ?? null,
      caFile: caFile === undefined ? null : toPath(caFile),
      places: PLACES,
    },
  ];
}

const PLACES: GatewayPlaces = {
  url: "OPENCLAW_GATEWAY_URL",
  token: "OPENCLAW_GATEWAY_TOKEN",
  password: "OPENCLAW_GATEWAY_PASSWORD",
  adminToken: "OPENCLAW_GATEWAY_ADMIN_TOKEN",
  fingerprint: "OPENCLAW_GATEWAY_FINGERPRINT",
  caFile: "OPENCLAW_GATEWAY_CA_FILE",
};
