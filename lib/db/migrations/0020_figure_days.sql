CREATE TABLE "figure_days" (
	"tenant_id" uuid NOT NULL,
	"date" date NOT NULL,
	"orders" integer NOT NULL,
	"revenue" bigint NOT NULL,
	"median_accept_seconds" double precision,
	"p90_accept_seconds" double precision,
	"late" integer NOT NULL,
	"cancelled" integer NOT NULL,
	"own_fault" integer NOT NULL,
	"counted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "figure_days_tenant_id_date_pk" PRIMARY KEY("tenant_id","date")
);
--> statement-breakpoint
ALTER TABLE "figure_days" ADD CONSTRAINT "figure_days_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;