-- In the order in which reads lock them: otherwise a migration under traffic and a read could wait for each other.
LOCK TABLE "tenants", "orders" IN ACCESS EXCLUSIVE MODE;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "search_text" text;--> statement-breakpoint
CREATE INDEX "orders_without_search_text" ON "orders" USING btree ("id") WHERE search_text is null;