import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt } from "./columns";

export const demoMail = pgTable("demo_mail", {
  id: uuid("id").primaryKey(),
  recipient: text("recipient").notNull(),
  subject: text("subject").notNull(),
  body: text("body").notNull(),
  link: text("link"),
  created_at: createdAt(),
});
