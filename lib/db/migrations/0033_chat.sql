CREATE TABLE "chat_blocks" (
	"order_id" uuid NOT NULL,
	"by_party" text NOT NULL,
	"by_id" uuid NOT NULL,
	"party" text NOT NULL,
	"party_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "chat_blocks_order_id_by_party_by_id_party_party_id_pk" PRIMARY KEY("order_id","by_party","by_id","party","party_id")
);
--> statement-breakpoint
CREATE TABLE "chat_cursors" (
	"order_id" uuid NOT NULL,
	"room" text NOT NULL,
	"party" text NOT NULL,
	"reader_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "chat_cursors_order_id_room_party_reader_id_pk" PRIMARY KEY("order_id","room","party","reader_id")
);
--> statement-breakpoint
CREATE TABLE "chat_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"room" text NOT NULL,
	"seq" integer NOT NULL,
	"author_kind" text NOT NULL,
	"author_id" uuid,
	"author_name" text NOT NULL,
	"rider_id" uuid,
	"text" text,
	"canned" text,
	"photo_id" uuid,
	"system" text,
	"lang" text,
	"warning" text,
	"created_at" timestamp with time zone NOT NULL,
	"request_hash" text
);
--> statement-breakpoint
CREATE TABLE "chat_photos" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"room" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"bytes" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chat_readings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"room" text NOT NULL,
	"admin_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chat_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"room" text NOT NULL,
	"message_id" uuid NOT NULL,
	"by_party" text NOT NULL,
	"by_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"note" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chat_rooms" (
	"order_id" uuid NOT NULL,
	"room" text NOT NULL,
	"head" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"reported_at" timestamp with time zone,
	CONSTRAINT "chat_rooms_order_id_room_pk" PRIMARY KEY("order_id","room")
);
--> statement-breakpoint
ALTER TABLE "chat_blocks" ADD CONSTRAINT "chat_blocks_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_cursors" ADD CONSTRAINT "chat_cursors_order_id_room_chat_rooms_order_id_room_fk" FOREIGN KEY ("order_id","room") REFERENCES "public"."chat_rooms"("order_id","room") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_order_id_room_chat_rooms_order_id_room_fk" FOREIGN KEY ("order_id","room") REFERENCES "public"."chat_rooms"("order_id","room") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_photos" ADD CONSTRAINT "chat_photos_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_photos" ADD CONSTRAINT "chat_photos_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_readings" ADD CONSTRAINT "chat_readings_admin_id_users_id_fk" FOREIGN KEY ("admin_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_readings" ADD CONSTRAINT "chat_readings_order_id_room_chat_rooms_order_id_room_fk" FOREIGN KEY ("order_id","room") REFERENCES "public"."chat_rooms"("order_id","room") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_reports" ADD CONSTRAINT "chat_reports_order_id_room_chat_rooms_order_id_room_fk" FOREIGN KEY ("order_id","room") REFERENCES "public"."chat_rooms"("order_id","room") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_rooms" ADD CONSTRAINT "chat_rooms_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "chat_blocks_created" ON "chat_blocks" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "chat_messages_seq" ON "chat_messages" USING btree ("order_id","room","seq");--> statement-breakpoint
CREATE INDEX "chat_messages_author" ON "chat_messages" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "chat_photos_order" ON "chat_photos" USING btree ("order_id","room");--> statement-breakpoint
CREATE INDEX "chat_photos_user" ON "chat_photos" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "chat_photos_unsent" ON "chat_photos" USING btree ("created_at") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "chat_readings_room" ON "chat_readings" USING btree ("order_id","room","admin_id","created_at");--> statement-breakpoint
CREATE INDEX "chat_readings_admin" ON "chat_readings" USING btree ("admin_id");--> statement-breakpoint
CREATE UNIQUE INDEX "chat_reports_once" ON "chat_reports" USING btree ("message_id","by_party","by_id");--> statement-breakpoint
CREATE INDEX "chat_reports_room" ON "chat_reports" USING btree ("order_id","room");--> statement-breakpoint
CREATE INDEX "chat_rooms_last" ON "chat_rooms" USING btree ("last_at") WHERE reported_at is null;