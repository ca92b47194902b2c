import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { makeFolder } from "./operator-shell.ts";
import { parseYaml } from "../parts/yaml.ts";

const ROOT = join(import.meta.dirname, "../..");
const read = (name: string): string => readFileSync(join(ROOT, "deploy", name), "utf8");

const directivesOf = (unit: string): readonly string[] => unit.split("\n").filter((line) => /^[A-Z]\w*=/.test(line));
/** What systemd itself says of the unit, with a program that is there. */
const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;
function analyze(args: readonly string[]) {
  const path = join(makeFolder(), "companion.service");
  writeFileSync(path, read("companion.service").replace(/^ExecStart=.*$/m, "ExecStart=/bin/true"));
  const { status, stdout, stderr } = spawnSync("systemd-analyze", [...args, path], { encoding: "utf8" });
  return { status, said: stdout + stderr };
}

describe("the unit", () => {
  it("runs as a user of its own, with a folder and files for nobody else, and without dumps of its memory", () => {
    expect(directivesOf(read("companion.service"))).toEqual(
      expect.arrayContaining([
        "User=openclaw-companion",
        "StateDirectoryMode=0700",
        "UMask=0077",
        "LimitCORE=0",
        "PrivateTmp=yes",
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "SystemCallFilter=@system-service",
      ]),
    );
  });

  it("names no folder that is shared", () => {
    expect(directivesOf(read("companion.service")).filter((line) => /\/(?:var\/)?tmp\b/.test(line))).toEqual([]);
  });

  it.skipIf(!hasSystemd)("is one that systemd takes, and finds little to say against", () => {
    expect(analyze(["verify"])).toEqual({ status: 0, said: "" });
    expect(analyze(["security", "--offline=true", "--threshold=20"])).toMatchObject({ status: 0 });
  });
});

const SERVICE = z.object({
  read_only: z.literal("true"),
  cap_drop: z.tuple([z.literal("ALL")]),
  security_opt: z.tuple([z.literal("no-new-privileges:true")]),
  mem_limit: z.string().regex(/^\d+m$/),
  pids_limit: z.string().regex(/^\d+$/),
  ulimits: z.object({ core: z.literal("0") }),
  environment: z.record(z.string(), z.string()),
  privileged: z.never().optional(),
  user: z.never().optional(),
});
const COMPOSE = z.object({ services: z.record(z.string(), z.unknown()) });
const EXTENDED = z.object({ extends: z.object({ file: z.string(), service: z.string() }) });

describe.each(["compose.yaml", "compose-postgresql.yaml"])("%s", (name) => {
  it("gives every container as little as it needs, and no secret in its words", () => {
    const { services } = COMPOSE.parse(parseYaml(read(name)));
    for (const [service, described] of Object.entries(services)) {
      const extended = EXTENDED.safeParse(described).data?.extends;
      // What it adds to the other one takes nothing back.
      const base = extended && COMPOSE.parse(parseYaml(read(extended.file))).services[extended.service];
      const parsed = SERVICE.safeParse({ ...Object(base), ...Object(described) });
      expect([service, parsed.error?.issues ?? []]).toEqual([service, []]);
    }
    expect(read(name)).not.toMatch(/^\s*(?:\w*TOKEN|\w*PASSWORD|\w*SECRET):/m);
  });
});

describe("the image", () => {
  const stages = read("Dockerfile")
    .replaceAll("\\\n", " ")
    .split(/^FROM /m)
    .slice(1)
    .map((stage) => stage.split("\n"));

  it("runs as nobody in particular", () => {
    const users = stages.at(-1)?.filter((line) => line.startsWith("USER ")) ?? [];
    expect(users).toEqual(["USER node"]);
  });

  it("is built of what is there, and gets all that the program is made of", () => {
    const copied = stages
      .flat()
      .filter((line) => line.startsWith("COPY ") && !line.includes("--from="))
      .flatMap((line) => line.split(/\s+/).slice(1, -1));
    expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    const allowed = read("Dockerfile.dockerignore")
      .split("\n")
      .flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
    expect(allowed.toSorted()).toEqual([...new Set(copied)].toSorted());
    const imported = ["src/cli/demo.ts", "src/app.ts", "src/main.ts"].flatMap((file) =>
      Array.from(
        readFileSync(join(ROOT, file), "utf8").matchAll(/from "(?:\.\.\/)+([\w-]+)\//g),
        ([, folder = ""]) => folder,
      ),
    );
    const outside = imported.filter((folder) => !existsSync(join(ROOT, "src", folder)));
    expect(outside.filter((folder) => !copied.includes(folder))).toEqual([]);
    // What the program finds by the names of package.json when it runs, such as the typeface of pictures.
    const named = z.object({ imports: z.record(z.string(), z.string()) });
    const { imports } = named.parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));
    const folders = Object.values(imports).map((path) => path.replace(/^\.\/([\w-]+)\/\*$/, "$1"));
    expect(stages.at(-1)).toEqual(expect.arrayContaining(folders.map((folder) => `COPY ${folder} ${folder}`)));
  });
});
