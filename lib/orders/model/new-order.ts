import * as z from "zod/mini";
import { type BoardOrder, boardOrderSchema } from "./schema";

type Nullable<T> = { [Field in keyof T]-?: null extends T[Field] ? Field : never }[keyof T];
export type NewOrder = Omit<BoardOrder, Nullable<BoardOrder>> &
  Partial<Pick<BoardOrder, Nullable<BoardOrder>>>;

const empty = Object.fromEntries(
  Object.entries(boardOrderSchema.shape)
    .filter(([, schema]) => schema instanceof z.ZodMiniNullable)
    .map(([name]) => [name, null]),
);

/** Completes nullable fields with null. Throws when a field does not fit the schema. */
export function newOrder(fields: NewOrder): BoardOrder {
  return z.parse(boardOrderSchema, { ...empty, ...fields });
}
