DROP INDEX "orders_for_riders";--> statement-breakpoint
ALTER TABLE "trips" ADD COLUMN "silence_told_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "trip_stops_released" ON "trip_stops" USING btree ("order_id") WHERE outcome = 'released';--> statement-breakpoint
CREATE INDEX "orders_for_riders" ON "orders" USING btree ("accepted_at") WHERE delivery_by <> 'store' and status in ('Preparing', 'Out for Delivery');