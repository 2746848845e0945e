CREATE TABLE "order_alarms" (
	"order_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"device_name" text NOT NULL,
	"rang_at" timestamp with time zone,
	"silenced_at" timestamp with time zone,
	CONSTRAINT "order_alarms_order_id_device_id_pk" PRIMARY KEY("order_id","device_id")
);
--> statement-breakpoint
ALTER TABLE "order_alarms" ADD CONSTRAINT "order_alarms_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notifications_escalation" ON "notifications" USING btree ("topic") WHERE kind in ('order_waiting', 'order_missed');