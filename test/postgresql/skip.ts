import { beforeEach, inject } from "vitest";

beforeEach(({ skip }) => {
  const database = inject("database");
  if (database !== undefined && "why" in database) skip(database.why);
});
