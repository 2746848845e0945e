ALTER TABLE "orders" ADD COLUMN "default_prep_minutes" integer;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "hours" jsonb DEFAULT '{"weekly":[{"day":1,"from":"00:00","to":"00:00"},{"day":2,"from":"00:00","to":"00:00"},{"day":3,"from":"00:00","to":"00:00"},{"day":4,"from":"00:00","to":"00:00"},{"day":5,"from":"00:00","to":"00:00"},{"day":6,"from":"00:00","to":"00:00"},{"day":7,"from":"00:00","to":"00:00"}],"exceptions":[],"last_order_minutes":0}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "intake" jsonb DEFAULT '{"mode":"open","extra_minutes":0,"until":null,"reason":null,"cause":"person","changed_at":"2026-01-01T00:00:00.000Z","version":1}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "slot_orders" integer;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "auto_busy" boolean DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE "tenants" SET "hours" = '{"weekly":[],"exceptions":[],"last_order_minutes":0}'::jsonb WHERE NOT "is_open";
