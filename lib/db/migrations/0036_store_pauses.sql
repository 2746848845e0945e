CREATE TABLE "store_pauses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "commission_bp" integer DEFAULT 1500 NOT NULL;--> statement-breakpoint
ALTER TABLE "store_pauses" ADD CONSTRAINT "store_pauses_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "store_pauses_open" ON "store_pauses" USING btree ("tenant_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "store_pauses_tenant" ON "store_pauses" USING btree ("tenant_id","started_at");