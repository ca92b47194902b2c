import type { gaps as english } from "../en/gaps.ts";
import type { Translated } from "../translated.ts";

export const gaps: Translated<typeof english> = {
  "gaps.sessions-not-listed": "网关的会话多于其列出的数量；最久未使用的会话没有读取。",
  "gaps.session-reset": "有一个会话被重置：其之前的内容已无法读取。",
  "gaps.session-compacted": "有一个会话被压缩：其最早的应答已无法读取。",
  "gaps.session-removed": "有一个会话被重置或删除：其内容已无法读取。",
  "gaps.transcript-cut": "有一个会话超出了网关所显示的长度。",
  "gaps.log-begins": "网关的日志没有更早的内容，而失败只记录在日志中。",
  "gaps.log-gap": "网关日志的一部分在读取之前就已消失。",
  "gaps.log-level": "网关的 logging.level 隐藏了告警：请设为 info，否则看不到失败和备用模型的应答。",
  "gaps.log-stopped": "网关没有向其指定的日志写入任何内容：看不到失败和备用模型的应答。",
  "gaps.too-many": "网关报告的应答和失败超出了单个网关的保存上限；其余部分已略去。",
  "gaps.jobs-unread": "无法读取定时任务的运行记录：它们请求了什么、由谁应答均未计入。",
  "gaps.heartbeats-hidden": "网关不显示没有内容可报告的心跳：只要其中没有模型失败，就不计入。",
  "gaps.not-witnessed": "应答的不是配置的模型，而且没有日志说明原因。",

  "gaps.first-reading": "正在首次读取",
  "gaps.connecting": "正在连接",
  "gaps.restarting": "正在按预告重启",
};
