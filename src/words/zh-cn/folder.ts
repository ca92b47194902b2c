import type { folder as english } from "../en/folder.ts";
import type { Translated } from "../translated.ts";

export const folder: Translated<typeof english> = {
  "folder.gone":
    "{part, select, folder {数据文件夹} ledger {数据库} lock {锁文件} other {设备身份文件}}{how, select, replaced {已被替换} other {已被删除或移走}}",
  "folder.silent": "数据文件夹没有响应",
  "folder.lost": "Companion 即将停止：数据文件夹已丢失",
  "folder.lost-what": "在其主机上，{what}。",
  "folder.lost-do": "重新启动之前不会监控任何内容。请先放回该文件夹，否则将从头开始。",
  "folder.identity": "Companion 有了新的设备身份",
  "folder.identity-do":
    "数据库旁的 device.json 文件缺失。其他主机上的网关不认识新身份；请从备份恢复该文件，或重新批准 Companion：{pair}。",
  "folder.renewed": "Companion 的数据库已损坏，现已重新建立",
  "folder.renewed-lost": "此前的计数、告警、在此设置的房间和修复记录均已丢失；网关仍能提供的内容会重新读取。",
  "folder.renewed-moved": "损坏的文件已移到旁边的 {file}。请检查其磁盘。",
};
