ALTER TABLE "channels" ADD COLUMN "appended_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "channels_appended" ON "channels" USING btree ("appended_at");