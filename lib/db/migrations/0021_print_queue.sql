DROP INDEX "print_jobs_accepted_once";--> statement-breakpoint
ALTER TABLE "print_jobs" ADD COLUMN "accepted_version" integer;--> statement-breakpoint
ALTER TABLE "printers" ADD COLUMN "told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "printers" ADD COLUMN "fetched_job_id" uuid;--> statement-breakpoint
CREATE INDEX "print_jobs_tests" ON "print_jobs" USING btree ("tenant_id","created_at") WHERE cause = 'test';--> statement-breakpoint
CREATE UNIQUE INDEX "print_jobs_accepted_once" ON "print_jobs" USING btree ("printer_id","order_id","accepted_version") WHERE cause = 'accepted';