import type { answers as english } from "../en/answers.ts";
import type { Translated } from "../translated.ts";

export const answers: Translated<typeof english> = {
  "answer.no-command": "没有这个命令",
  "answer.not-known": "这里没有 {command} 命令；{help} 会列出可用的命令。",
  "answer.not-known-meant": "这里没有 {command} 命令。是否想输入 {meant}？{help} 会列出可用的命令。",
  "answer.admins-only": "仅限管理员操作",
  "answer.no-admin":
    "{command} 仅供此机器人配置的管理员使用，{who} 不在其中。运行者可用 openclaw-companion setup 将你设为管理员。",
  "answer.unclear": "无法理解该命令",
  "answer.usage": "{problem}用法：{usage}",
  "answer.no-option": "“{given}”不是此命令的选项。",
  "answer.no-option-meant": "“{given}”不是此命令的选项。是否想输入“{meant}”？",
  "answer.too-long": "“{option}”过长。",
  "answer.missing": "缺少“{option}”：{description}。",
  "answer.no-such": "{option} 没有 {given}。已知：{known}。",
  "answer.no-such-meant": "{option} 没有 {given}。已知：{known}。是否想输入 {meant}？",
  "answer.no-meaning": "“{given}”不能作为 {option}：{description}。",
  "answer.failed": "操作未成功",
  "answer.failed-why": "{command} 失败：{why}",
  "answer.moment": "请稍候",
  "answer.much": "请求过于频繁，请半分钟后再试。",
  "answer.busy": "上一个问题仍在处理中。",
  "answer.not-here": "此处尚未启用",
  "answer.stranger": "此机器人只在已启用的地方应答。运行者可用 {setup} 允许他人使用，或用 {setting} 开放此处。",
  "answer.stranger-who": "{refusal}你在机器人处的标识是 {who}。",
  "answer.waiting": "正在询问网关",
  "answer.waiting-for": "网关已有 {time} 未应答。此操作未更改任何内容。",
  "answer.waiting-line": "正在询问网关，已有一秒未应答……",
  "answer.code-not-valid": "此代码无效。每个代码只能使用一次，十分钟内有效；openclaw-companion setup 会生成代码。",
  "answer.code-in-private": "请将代码发给机器人本身，或发到要接收告警的房间。",
};
