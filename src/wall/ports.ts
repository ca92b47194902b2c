import type { Card, Language } from "../core/card.ts";
import type { GatewayId } from "../core/gateway.ts";
import type { History } from "../core/history.ts";
import type { Log } from "../core/log.ts";
import type { GatewayReport } from "../core/report.ts";
import type { Clock, Instant } from "../core/time.ts";

/** What the page shows. All of it reads what is known; nothing asks a gateway or a chat. */
export interface WallPorts {
  /** Of the companion. */
  readonly version: string;
  /** Of readers whose browser names none that we speak. */
  readonly language: Language;
  readonly clock: Clock;
  readonly log: Log;
  /** What everybody from elsewhere has to bring; null lets in whoever is on this host. */
  readonly token: string | null;
  readonly gateways: readonly GatewayId[];
  report(gateway: GatewayId): Promise<GatewayReport>;
  /** The public card of these gateways. */
  status(reports: readonly GatewayReport[]): Card;
  /** What is open and where it is told. */
  warnings(now: Instant): Promise<Card>;
  /** The latest incidents. */
  incidents(): Promise<Card>;
  /** Calls of admins; 1 is the newest page. */
  audit(page: number): Promise<{ readonly card: Card; readonly hasOlder: boolean }>;
  history(gateway: GatewayId, from: Instant, to: Instant): Promise<History>;
  /** As an SVG element, and what it shows in words. */
  draw(history: History, language: Language): { readonly svg: string; readonly words: string };
}
