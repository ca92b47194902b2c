import type { files as english } from "../en/files.ts";
import type { Translated } from "../translated.ts";

export const files: Translated<typeof english> = {
  "file.too-large": "大于 1 MiB：它不是设置文件",
  "file.encoding": "以 {encoding} 编码保存；请保存为 UTF-8",
  "file.zeros": "包含零字节，像是没有标记的 UTF-16；请保存为 UTF-8",
  "file.again": "再次设置了 {name}，并优先于第 {before} 行",
  "file.no-utf8": "{name} 包含不是 UTF-8 的字节",
  "file.behind-quote": "不会读取 {name} 右引号之后的内容",
  "file.open-quote": "无效：{name} 的引号（{quote}）没有闭合",
  "file.command": "无效：这是一条命令；请写成 NAME=值",
  "file.colon": "无效：请写成 NAME=值，用 = 代替冒号",
  "file.no-equals": "无效：没有 =",
  "file.no-name": "无效：= 之前不是名称（字母、数字和 _）",
  "file.others": "属于另一个用户，对方可以写入任何内容；请把它交给启动此程序的用户",
  "file.everybody": "所有人都可以写入，因此其中内容不予采信；请运行：{command}",
  "file.group": "整个用户组都可以写入，因此其中内容不予采信；请运行：{command}",
  "file.folder": "是一个文件夹；请移走它，或在别处启动",
  "file.forbidden": "此用户无法读取（{code}）；请把它交给此用户，权限 0600",
  "file.unreadable": "无法读取（{code}）",
  "file.several-lines": "文件中有跨多行的值，无法安全更改；请手动编辑",
  "file.both-quotes": "{name} 同时包含两种引号；请把它放入文件并设置 {setting}",
  "file.unwritable": "无法写入 {file}（{why}）；请指定其他文件：{command}",
  "file.doubt": "{file} 第 {line} 行：{what}",
};
