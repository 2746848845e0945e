CREATE TABLE "menu_photos" (
	"key" text PRIMARY KEY NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"widths" integer[] NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "menu_items" ADD COLUMN "photo_key" text;--> statement-breakpoint
ALTER TABLE "menu_items" ADD CONSTRAINT "menu_items_photo_key_menu_photos_key_fk" FOREIGN KEY ("photo_key") REFERENCES "public"."menu_photos"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "menu_items_photo" ON "menu_items" USING btree ("photo_key") WHERE "menu_items"."photo_key" is not null;