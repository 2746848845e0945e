import { customType, index, pgTable, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { orders } from "./orders";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/**
 * The words by which admins find an order: docs/decisions/0191. In a table of its own, because an order changes often, and its
 * words almost never.
 */
export const orderSearch = pgTable(
  "order_search",
  {
    order_id: uuid("order_id")
      .primaryKey()
      .references(() => orders.id, { onDelete: "cascade" }),
    /** The order's, so that the newest are found without it. */
    created_at: instant("created_at").notNull(),
    words: tsvector("words").notNull(),
  },
  (table) => [
    index("order_search_created").on(table.created_at.desc(), table.order_id.desc()),
    // Without a list of pending entries, which each search would read.
    index("order_search_words").using("gin", table.words).with({ fastupdate: false }),
  ],
);
