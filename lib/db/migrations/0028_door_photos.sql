CREATE TABLE "door_photos" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"trip_id" uuid NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"bytes" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "door_photos" ADD CONSTRAINT "door_photos_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door_photos" ADD CONSTRAINT "door_photos_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "door_photos_trip" ON "door_photos" USING btree ("trip_id");--> statement-breakpoint
CREATE INDEX "door_photos_taken" ON "door_photos" USING btree ("taken_at");