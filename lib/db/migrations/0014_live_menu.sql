-- In the order in which reads lock them: otherwise a migration under traffic and a read could wait for each other.
LOCK TABLE "tenants", "menu_items", "menu_options" IN ACCESS EXCLUSIVE MODE;--> statement-breakpoint
ALTER TABLE "menu_items" ADD COLUMN "available_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "menu_items" ADD COLUMN "may_contain" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "menu_items" ADD COLUMN "free_of" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "menu_items" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "menu_options" ADD COLUMN "available_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "menu_version" integer DEFAULT 1 NOT NULL;