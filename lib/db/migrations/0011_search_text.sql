ALTER TABLE "orders" ADD COLUMN "search_text" text;--> statement-breakpoint
CREATE INDEX "orders_without_search_text" ON "orders" USING btree ("id") WHERE search_text is null;