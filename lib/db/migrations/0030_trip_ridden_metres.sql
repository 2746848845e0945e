ALTER TABLE "trip_stops" ADD COLUMN "released_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "trips" ADD COLUMN "ridden_metres" integer;