import { types, type CustomTypesConfig } from "pg";

const { INT8, NUMERIC } = types.builtins;

/** How values come back. Counts, sums and instants are numbers: all of them whole, and far below 2^53. */
export const TYPES: CustomTypesConfig = {
  getTypeParser: (oid) => (oid === INT8 || oid === NUMERIC ? Number : types.getTypeParser(oid, "text")),
};
