import type { notices as english } from "../en/notices.ts";
import type { Translated } from "../translated.ts";

export const notices: Translated<typeof english> = {
  "notices.test": "测试告警",
  "notices.test.text": "有关 OpenClaw 网关的告警会发送到这里。目前没有问题。",
  "notices.welcome": "告警将发送到这里",
  "notices.welcome.text": "从现在起，未结束的事件会在这里通知；停止请用 {command}。",
  "notices.second": "无人确认的告警将发送到这里",
  "notices.second.text": "未被及时确认的告警会发送到这里；停止请用 {command}。",
  "notices.arrived": "已送达",
  "notices.not-delivered": "未送达：{why}",
  "notices.not-served": "此 Companion 不服务于该聊天",

  "notices.unkept": "companion：无法保存告警",
  "notices.unkept.why": "其数据库无法写入：{why}。请清理磁盘空间，或检查其数据目录的权限。",
  "notices.unkept.says": "其数据库无法写入：{why}。",
  "notices.unkept.known": "期间已知：{incidents}。",
  "notices.unkept.only": "在此之前，这是唯一的消息。",
  "notices.kept": "已解决：companion：告警已恢复保存",
  "notices.kept.text": "仍在持续的事件会照常通知。",

  "notices.none-reach": "{room} 收不到告警",
  "notices.room-refuses": "{room} 拒绝了一条告警",
  "notices.reach-again": "{room} 已恢复接收告警",
  "notices.why": "原因：{why}。",
  "notices.let-in": "重新邀请机器人，或恢复其在那里的权限",
  "notices.tried-here": "系统会自动重试；在该房间发送 {command} 后会立即重试。",
  "notices.tried-none-lost": "系统会自动重试，不会丢失任何内容。",
  "notices.tried": "系统会自动重试。",
  "notices.no-bot": "此 Companion 已没有用于 {platform} 的机器人",
  "notices.no-bot.fix": "将该聊天重新加入设置，或用 {command} 让另一个房间接收告警",
};
