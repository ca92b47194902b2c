import type { chats as english } from "../en/chats.ts";
import type { Translated } from "../translated.ts";

export const chats: Translated<typeof english> = {
  "late.title": "我刚才不在线",
  "late.asked": "你在 {at} 发出请求时我不在线：{command}。",
  "late.pressed": "你按下按钮时我不在线：{command}。",
  "late.asked-many": "我不在线时，{who, select, you {你} other {大家}}共发出了 {count} 个请求。",
  "late.asked-many-since": "自 {since} 起我不在线，{who, select, you {你} other {大家}}共发出了 {count} 个请求。",
  "late.not-done":
    "{count, plural, other {均未执行。}}{buttons, plural, =1 {按下按钮即可立即执行。} other {按下其中一个按钮即可立即执行对应的请求。}}",
  "late.run": "立即执行 {command}",
  "chats.unknown-time": "未知时间",
  "excuse.title": "操作未成功",
  "excuse.text": "Companion 自身出现错误，详情见其日志。",
  "excuse.broken": "此消息所报告的操作因错误而中止，详情见日志。",
  "chats.button-expired": "此按钮已失效，请重新运行命令。",
  "chats.button-late": "你按下按钮时我不在线，操作未执行。聊天中说明了现在如何执行。",
  "chats.under-way": "已在进行中。",
  "chats.private-first": "此回复为私密内容：请打开与 {bot} 的私聊并按 Start，下一条回复会发到那里。",
  "chats.shortened": "……其余内容已省略",
  "chats.more-lines": "……还有 {count, plural, other {{count} 行}}；全部内容见附件。",
  "chats.whole-text": "全文",
  "chats.look": "请查看",
  "chats.image": "图片",
  "chats.image-of": "图片：{alt}",
  "chats.picture-of": "图片：{alt}",
};
