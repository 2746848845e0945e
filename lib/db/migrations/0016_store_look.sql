ALTER TABLE "menu_items" ADD COLUMN "glyph" text;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "cloth_pattern" text DEFAULT 'gingham' NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "cloth_colours" text DEFAULT 'tomato' NOT NULL;