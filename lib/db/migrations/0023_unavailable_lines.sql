ALTER TABLE "orders" ADD COLUMN "refunded_amount" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "if_sold_out" text DEFAULT 'ask' NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "unavailable" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "answer_by" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "orders_asked" ON "orders" USING btree ("answer_by") WHERE answer_by is not null;