import type { bots as english } from "../en/bots.ts";
import type { Translated } from "../translated.ts";

export const bots: Translated<typeof english> = {
  "bots.shared": "另一个程序正在使用此机器人",
  "bots.shared-why": "{why}。{fix}。",
  "bots.polled": "它用同一个令牌读取机器人的消息，因此双方都会错过对方取走的消息",
  "bots.answered": "它用同一个令牌回答了本应由 Companion 回答的问题",
  "bots.run-one": "请只用此机器人运行一个 Companion，并为网关配置单独的机器人",
  "bots.own": "请为 Companion 配置单独的机器人",
  "bots.webhook-gateway": "此机器人属于某个 OpenClaw 网关，其 webhook 位于 {whose}：这里收不到任何消息",
  "bots.webhook-again": "位于 {whose} 的程序不断为此机器人设置 webhook：这里收不到任何消息",
  "bots.webhook-removed": "它位于 {whose} 的 webhook 取走了所有消息；该 webhook 已移除，消息现在恢复由这里读取",
  "bots.webhook-nowhere": "无法读取的地址",
  "bots.refused": "一个聊天平台不再应答",
  "bots.refused-why": "{why}。解决方法：{fix}。",
  "bots.others": "这里一切照常。",
};
