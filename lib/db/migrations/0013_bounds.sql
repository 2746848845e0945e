-- Also waits for orders that are being placed: they lock their address.
LOCK TABLE "addresses" IN EXCLUSIVE MODE;--> statement-breakpoint
-- First: each deleted address is looked up here.
CREATE INDEX "orders_address" ON "orders" USING btree ("address_id");--> statement-breakpoint
-- Of equal addresses, the oldest stays.
UPDATE "orders" SET "address_id" = "kept"."first" FROM (
  SELECT "id", first_value("id") OVER (
    PARTITION BY "user_id", "line1", "city", "postal_code", "note" ORDER BY "created_at", "id"
  ) AS "first" FROM "addresses"
) AS "kept" WHERE "orders"."address_id" = "kept"."id" AND "kept"."id" <> "kept"."first";--> statement-breakpoint
DELETE FROM "addresses" USING (
  SELECT "id", row_number() OVER (
    PARTITION BY "user_id", "line1", "city", "postal_code", "note" ORDER BY "created_at", "id"
  ) AS "number" FROM "addresses"
) AS "numbered" WHERE "addresses"."id" = "numbered"."id" AND "numbered"."number" > 1;--> statement-breakpoint
DROP INDEX "addresses_user";--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "cash_maximum" integer;--> statement-breakpoint
-- 200.00, where that is a usual amount.
UPDATE "tenants" SET "cash_maximum" = 20000 WHERE "currency" IN ('EUR', 'USD', 'GBP', 'CHF', 'CAD', 'AUD', 'NZD', 'SGD');--> statement-breakpoint
CREATE UNIQUE INDEX "addresses_once" ON "addresses" USING btree ("user_id","line1","city","postal_code","note");--> statement-breakpoint
CREATE INDEX "orders_out" ON "orders" USING btree ("dispatched_at") WHERE status = 'Out for Delivery';
