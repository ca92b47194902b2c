import type { companions as english } from "../en/companions.ts";
import type { Translated } from "../translated.ts";

export const companions: Translated<typeof english> = {
  "companions.title": "Companion 实例",
  "companions.alone": "此实例将记录保存在文件中，单独工作。设置 COMPANION_DATABASE_URL 后，其他主机上也可以运行实例。",
  "companions.seat": "聊天、警告和网关分配给所有实例；某个实例结束后，其工作由其他实例接替。",
  "companions.since": "{host}（{release}），自 {since} 起。",
  "companions.chats": "在 {chats} 中应答。",
  "companions.warns": "监视网关并发出警告。",
  "companions.reads": "{count, plural, =0 {不读取网关。} other {读取 # 个网关：{gateways}。}}",
  "companions.repairs": "正在修复 {gateways}。",
  "companions.heard": "{seconds, plural, =0 {刚刚有心跳。} other {{seconds} 秒前有心跳。}}",
  "companions.not-seen": "数据库未告知其最近心跳时间：它使用另一个数据库用户。",
  "companions.answers":
    "此处由 {host}（{release}）上的 companion 应答；另有 {others, plural, other {{others}}} 个实例分担工作。",
};
