import type { quiet as english } from "../en/quiet.ts";
import type { Translated } from "../translated.ts";

export const quiet: Translated<typeof english> = {
  "quiet.none": "没有设置免打扰",
  "quiet.example": "例如每天 {hours}，或 {maintenance}。",
  "quiet.title": "{count, plural, =1 {1 个免打扰时段} other {{count} 个免打扰时段}}",
  "quiet.told": "免打扰时段内仍会发送严重告警；维护期间则全部不发。",
  "quiet.zone": "时间以本机时区 {zone} 为准。",
  "quiet.remove": "移除 {id}",
  "quiet.all": "所有网关",
  "quiet.maintenance": "{id} {gateway}：维护，{from} 至 {until}，由 {by} 设置",
  "quiet.hours": "{id} {gateway}：免打扰时段 {from}–{until}，由 {by} 设置",
  "quiet.no-such": "没有这个免打扰时段",
  "quiet.see": "请查看 {command}。",
  "quiet.unclear": "无法理解",
  "quiet.which": "移除哪一个？请写 off 加编号：off 1。",
  "quiet.no-time":
    "“{words}”不是时间；可写 22:00-06:00（每天）、2h（从现在起）、until 08:00 或 tomorrow 22:00 for 2h。",
  "quiet.no-day": "“{words}”没有指明日期或时间。",
  "quiet.no-hours": "一天有 24 小时，每小时 60 分钟。",
  "quiet.empty-hours": "该时段的开始与结束相同。",
  "quiet.no-length": "时长须在 1 分钟到 30 天之间。",
  "quiet.over": "这个时间已经过去了。",
};
