DROP INDEX "rider_invitations_open";--> statement-breakpoint
ALTER TABLE "rider_invitations" ADD COLUMN "role" text DEFAULT 'rider' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "rider_invitations_open" ON "rider_invitations" USING btree ("email",coalesce(tenant_id, '00000000-0000-0000-0000-000000000000'::uuid),(role = 'rider')) WHERE accepted_at is null and withdrawn_at is null;