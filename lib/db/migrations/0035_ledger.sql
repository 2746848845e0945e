CREATE TABLE "invoice_counters" (
	"series" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "invoice_counters_series_year_pk" PRIMARY KEY("series","year")
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"series" text NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"source" text NOT NULL,
	"tenant_id" uuid NOT NULL,
	"holder" text NOT NULL,
	"from" date NOT NULL,
	"to" date NOT NULL,
	"currency" text NOT NULL,
	"net" bigint NOT NULL,
	"vat" bigint NOT NULL,
	"gross" bigint NOT NULL,
	"lines" jsonb NOT NULL,
	"corrects" uuid,
	"issued_at" timestamp with time zone NOT NULL,
	CONSTRAINT "invoices_source_unique" UNIQUE("source"),
	CONSTRAINT "invoices_number" UNIQUE("series","year","number")
);
--> statement-breakpoint
CREATE TABLE "ledger_days" (
	"tenant_id" uuid NOT NULL,
	"account" text NOT NULL,
	"holder" text NOT NULL,
	"currency" text NOT NULL,
	"date" date NOT NULL,
	"amount" bigint NOT NULL,
	"entries" integer NOT NULL,
	CONSTRAINT "ledger_days_tenant_id_account_holder_currency_date_pk" PRIMARY KEY("tenant_id","account","holder","currency","date")
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"transaction_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"account" text NOT NULL,
	"holder" text NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "ledger_entries_transaction_id_position_pk" PRIMARY KEY("transaction_id","position")
);
--> statement-breakpoint
CREATE TABLE "ledger_transactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"tenant_id" uuid NOT NULL,
	"order_id" uuid,
	"currency" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"date" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_transactions_source_unique" UNIQUE("source")
);
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_transaction_id_ledger_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "public"."ledger_transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invoices_tenant" ON "invoices" USING btree ("tenant_id","from" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "invoices_corrects" ON "invoices" USING btree ("corrects");--> statement-breakpoint
CREATE INDEX "ledger_days_holder" ON "ledger_days" USING btree ("account","holder");--> statement-breakpoint
CREATE INDEX "ledger_transactions_tenant" ON "ledger_transactions" USING btree ("tenant_id","date","id");--> statement-breakpoint
CREATE INDEX "ledger_transactions_order" ON "ledger_transactions" USING btree ("order_id");