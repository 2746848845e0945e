DROP INDEX "addresses_once";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "delivery_minutes" integer;--> statement-breakpoint
CREATE UNIQUE INDEX "addresses_once" ON "addresses" USING btree ("user_id","line1","city","postal_code","note",coalesce(lat, 999),coalesce(lng, 999));