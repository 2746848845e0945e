CREATE TABLE "print_jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"printer_id" uuid NOT NULL,
	"order_id" uuid,
	"cause" text NOT NULL,
	"press_key" text,
	"state" text NOT NULL,
	"fault" text,
	"claim_until" timestamp with time zone,
	"fetched_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "printers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"paper" text NOT NULL,
	"prints_orders" boolean NOT NULL,
	"secret_hash" text NOT NULL,
	"demo" boolean NOT NULL,
	"condition" text,
	"seen_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "printers_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
ALTER TABLE "print_jobs" ADD CONSTRAINT "print_jobs_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "print_jobs" ADD CONSTRAINT "print_jobs_printer_id_printers_id_fk" FOREIGN KEY ("printer_id") REFERENCES "public"."printers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "print_jobs" ADD CONSTRAINT "print_jobs_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "printers" ADD CONSTRAINT "printers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "print_jobs_accepted_once" ON "print_jobs" USING btree ("printer_id","order_id") WHERE cause = 'accepted';--> statement-breakpoint
CREATE UNIQUE INDEX "print_jobs_press" ON "print_jobs" USING btree ("printer_id","press_key");--> statement-breakpoint
CREATE INDEX "print_jobs_open" ON "print_jobs" USING btree ("printer_id","created_at","id") WHERE state in ('waiting', 'claimed');--> statement-breakpoint
CREATE INDEX "print_jobs_unprinted" ON "print_jobs" USING btree ("tenant_id","created_at" DESC NULLS LAST) WHERE state in ('waiting', 'claimed', 'failed');--> statement-breakpoint
CREATE INDEX "print_jobs_created" ON "print_jobs" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "print_jobs_order" ON "print_jobs" USING btree ("order_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "printers_tenant" ON "printers" USING btree ("tenant_id","created_at","id");