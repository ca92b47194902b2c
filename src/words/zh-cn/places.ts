import type { places as english } from "../en/places.ts";
import type { Translated } from "../translated.ts";

export const places: Translated<typeof english> = {
  "places.title": "{count, plural, other {机器人被加入 # 个未设置的地方}}",
  "places.listed": "{count, plural, other {# 个未设置的地方}}",
  "places.none": "机器人所在的已知地方都已设置",
  "places.unnamed": "未命名的地方",
  "places.added": "{place}（{id}），由 {who} 添加",
  "places.owned": "{place}（{id}），属于 {who}",
  "places.plain": "{place}（{id}）",
  "places.person": "{name}（{id}）",
  "places.more": "还有 {count} 个",
  "places.what": "那里只有管理员会得到回答。{command} 可离开；在设置中写入 {setting} 可向其成员开放。",
  "places.shut": "{place}（{id}）以前已设置，现在不再是：在 {setting} 写入它之前，那里只有管理员会得到回答。",
  "places.leave": "离开 {place}",
  "leave.left": "机器人已离开",
  "leave.left-text": "它已不在 {id} 中。",
  "leave.set-up": "这个地方已设置",
  "leave.set-up-text": "{id} 在设置中，或会收到告警。请先将其移除；{command} 列出可以离开的地方。",
  "leave.not-there": "机器人不在那里",
  "leave.not-there-text": "机器人不在 {id} 中。",
  "leave.failed": "机器人无法离开",
  "leave.failed-text": "{id}：{why}。",
  "leave.not-yours": "只有管理所有网关的管理员可以这样做",
};
