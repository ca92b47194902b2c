import { expect, test } from "vitest";
import { databaseUrl, toDatabaseAddress } from "../../../src/config/database.ts";
import { readCarried } from "../../../src/config/said.ts";
import { speakText } from "../../../src/words/speak.ts";

const saidOf = (value: string): string => {
  const { error } = databaseUrl.safeParse(value);
  return speakText(readCarried(error?.issues[0]?.message) ?? "", "en");
};

test.each([
  ["postgres://companion:pa/ss@db.example/companion", /such as %2F for \/$/],
  ["postgres://companion:pa ss/w#rd@db.example/companion", /such as %2F for \/$/],
  ["postgres://companion:100%@db.example/companion", /a % that begins no code; in a password it is written %25$/],
  ["postgres://companion:%E4@db.example/companion", /a % that begins no code/],
  ["postgres://companion:pa#ss@db.example/companion", /./],
  ["mysql://companion@db.example/companion", /must be an address such as postgres:/],
  ["postgres://companion@db.example/", /must name a database/],
  ["postgres://companion@db.example/companion?sslmode=prefer", /has an sslmode that is not known here/],
])("%s is refused with what to write instead", (value, says) => {
  expect(saidOf(value)).toMatch(says);
  expect(saidOf(value)).not.toMatch(/pa.?ss(?!word)/);
});

test("a password is what its codes stand for", () => {
  const url = "postgres://companion:pa%20ss%2Fw%23rd%401%3A2%3F%25@db.example/companion";
  expect(databaseUrl.safeParse(url).success).toBe(true);
  expect(toDatabaseAddress(url)).toMatchObject({
    password: "pa ss/w#rd@1:2?%",
    name: "companion on db.example:5432",
  });
});
