import type { stops as english } from "../en/stops.ts";
import type { Translated } from "../translated.ts";

export const stops: Translated<typeof english> = {
  "stops.title": "{count, plural, other {停止 # 个无休止重试的轮次}}",
  "stops.why": "网关不会自行停止：每次尝试至少向提供商请求一次，而没有人得到回答。",
  "stops.lost": "{count, plural, other {这些轮次不再有回答}}，尚未发送的内容会丢失：提问的人需要重新提问。",
  "stops.cause-stays": "配置不会改变，原因仍然存在：之后 {command} 会显示如何修复。",
  "stops.proof": "验证：停止后 {seconds} 秒内不得再有尝试。",
  "stops.stopping": "{count, plural, other {正在停止 # 个轮次}}。",
  "stops.stopped": "已停止",
  "stops.watching": "网关称已停止。接下来 {seconds} 秒观察是否还有尝试。",
  "stops.failed": "不能确定已停止：{why}。请再次使用 /fix-codex。",
  "stops.goes-on":
    "{count, plural, other {仍有 # 个轮次在重试}}：网关没有结束它们。请在网关主机上运行：openclaw gateway restart",
  "stops.proved": "已验证：{seconds} 秒内没有再尝试。/fix-codex 会显示如何修复原因。",
  "stops.card":
    "{state, select, fixed {{gateway} 上已停止：不再重试} applying {正在停止 {gateway} 上的轮次} proving {正在停止 {gateway} 上的轮次} other {不能确定 {gateway} 上已停止}}",
  "stops.confirm": "停止",
  "stops.turn": "{session}，代理 {agent}",
};
