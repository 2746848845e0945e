CREATE TABLE "ban_appeals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"banned_at" timestamp with time zone NOT NULL,
	"message" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp with time zone,
	"outcome" text,
	"answer" text
);
--> statement-breakpoint
CREATE TABLE "broadcast_confirmations" (
	"broadcast_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"confirmed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "broadcast_confirmations_broadcast_id_user_id_pk" PRIMARY KEY("broadcast_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "broadcasts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"audience" text NOT NULL,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"level" text,
	"is_planned" boolean NOT NULL,
	"requires_action" boolean NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"published_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "platform_switches" (
	"name" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"stopped_by" uuid,
	"stopped_by_name" text NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE "order_search" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erased_people" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"erased_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "marketing_consents" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"is_given" boolean NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "personal_exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"ready_at" timestamp with time zone,
	"archive" "bytea"
);
--> statement-breakpoint
CREATE TABLE "incident_updates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"incident_id" uuid NOT NULL,
	"state" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"impact" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "status_days" (
	"day" date PRIMARY KEY NOT NULL,
	"delivery_times" bigint[] NOT NULL,
	"repaired" bigint NOT NULL,
	"lost" bigint NOT NULL,
	"healthy_minutes" integer NOT NULL,
	"degraded_minutes" integer NOT NULL,
	"down_minutes" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "status_mails" (
	"update_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	CONSTRAINT "status_mails_update_id_subscriber_id_pk" PRIMARY KEY("update_id","subscriber_id")
);
--> statement-breakpoint
CREATE TABLE "status_samples" (
	"minute" timestamp with time zone NOT NULL,
	"instance_id" uuid NOT NULL,
	"delivery_times" integer[] NOT NULL,
	"repaired" integer NOT NULL,
	"lost" integer NOT NULL,
	"is_bus_ok" boolean NOT NULL,
	"database_ms" integer,
	"late_jobs" integer NOT NULL,
	CONSTRAINT "status_samples_minute_instance_id_pk" PRIMARY KEY("minute","instance_id")
);
--> statement-breakpoint
CREATE TABLE "status_state" (
	"id" integer PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"rolled_up_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "status_subscribers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "status_subscribers_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "store_pauses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
DROP INDEX "rider_invitations_open";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "is_test" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "banned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "ban_reason" text;--> statement-breakpoint
ALTER TABLE "rider_invitations" ADD COLUMN "role" text DEFAULT 'rider' NOT NULL;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "role" text DEFAULT 'owner' NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "opened_at" timestamp with time zone DEFAULT now();--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "commission_bp" integer DEFAULT 1500 NOT NULL;--> statement-breakpoint
ALTER TABLE "ban_appeals" ADD CONSTRAINT "ban_appeals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_confirmations" ADD CONSTRAINT "broadcast_confirmations_broadcast_id_broadcasts_id_fk" FOREIGN KEY ("broadcast_id") REFERENCES "public"."broadcasts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_confirmations" ADD CONSTRAINT "broadcast_confirmations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform_switches" ADD CONSTRAINT "platform_switches_stopped_by_users_id_fk" FOREIGN KEY ("stopped_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
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
ALTER TABLE "order_search" ADD CONSTRAINT "order_search_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erased_people" ADD CONSTRAINT "erased_people_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marketing_consents" ADD CONSTRAINT "marketing_consents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personal_exports" ADD CONSTRAINT "personal_exports_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_updates" ADD CONSTRAINT "incident_updates_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_mails" ADD CONSTRAINT "status_mails_update_id_incident_updates_id_fk" FOREIGN KEY ("update_id") REFERENCES "public"."incident_updates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_mails" ADD CONSTRAINT "status_mails_subscriber_id_status_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."status_subscribers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "store_pauses" ADD CONSTRAINT "store_pauses_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ban_appeals_once" ON "ban_appeals" USING btree ("user_id","banned_at");--> statement-breakpoint
CREATE INDEX "ban_appeals_open" ON "ban_appeals" USING btree ("created_at","id") WHERE answered_at is null;--> statement-breakpoint
CREATE INDEX "broadcast_confirmations_user" ON "broadcast_confirmations" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "broadcasts_ends" ON "broadcasts" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "broadcasts_created" ON "broadcasts" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "broadcasts_unpublished" ON "broadcasts" USING btree ("starts_at") WHERE published_at is null;--> statement-breakpoint
CREATE INDEX "broadcasts_maintenance" ON "broadcasts" USING btree ("ends_at") WHERE kind = 'maintenance';--> statement-breakpoint
CREATE INDEX "chat_blocks_created" ON "chat_blocks" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "chat_blocks_by" ON "chat_blocks" USING btree ("by_id");--> statement-breakpoint
CREATE INDEX "chat_blocks_party" ON "chat_blocks" USING btree ("party_id");--> statement-breakpoint
CREATE INDEX "chat_cursors_reader" ON "chat_cursors" USING btree ("reader_id");--> statement-breakpoint
CREATE UNIQUE INDEX "chat_messages_seq" ON "chat_messages" USING btree ("order_id","room","seq");--> statement-breakpoint
CREATE INDEX "chat_messages_author" ON "chat_messages" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "chat_photos_order" ON "chat_photos" USING btree ("order_id","room");--> statement-breakpoint
CREATE INDEX "chat_photos_user" ON "chat_photos" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "chat_photos_unsent" ON "chat_photos" USING btree ("created_at") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "chat_readings_room" ON "chat_readings" USING btree ("order_id","room","admin_id","created_at");--> statement-breakpoint
CREATE INDEX "chat_readings_admin" ON "chat_readings" USING btree ("admin_id");--> statement-breakpoint
CREATE UNIQUE INDEX "chat_reports_once" ON "chat_reports" USING btree ("message_id","by_party","by_id");--> statement-breakpoint
CREATE INDEX "chat_reports_room" ON "chat_reports" USING btree ("order_id","room");--> statement-breakpoint
CREATE INDEX "chat_reports_by" ON "chat_reports" USING btree ("by_id");--> statement-breakpoint
CREATE INDEX "chat_rooms_last" ON "chat_rooms" USING btree ("last_at") WHERE reported_at is null;--> statement-breakpoint
CREATE INDEX "order_search_created" ON "order_search" USING btree ("created_at" DESC NULLS LAST,"order_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "order_search_words" ON "order_search" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "personal_exports_user" ON "personal_exports" USING btree ("user_id","asked_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "personal_exports_asked" ON "personal_exports" USING btree ("asked_at");--> statement-breakpoint
CREATE INDEX "incident_updates_incident" ON "incident_updates" USING btree ("incident_id","at");--> statement-breakpoint
CREATE INDEX "incidents_started" ON "incidents" USING btree ("started_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "incidents_open" ON "incidents" USING btree ("started_at") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "status_mails_subscriber" ON "status_mails" USING btree ("subscriber_id");--> statement-breakpoint
CREATE INDEX "status_subscribers_unconfirmed" ON "status_subscribers" USING btree ("asked_at") WHERE confirmed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "store_pauses_open" ON "store_pauses" USING btree ("tenant_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "store_pauses_tenant" ON "store_pauses" USING btree ("tenant_id","started_at");--> statement-breakpoint
CREATE INDEX "order_history_actor" ON "order_history" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "users_email_prefix" ON "users" USING btree ("email" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "users_name_words" ON "users" USING gin (to_tsvector('simple', coalesce(name, '')));--> statement-breakpoint
CREATE UNIQUE INDEX "rider_invitations_open" ON "rider_invitations" USING btree ("email",coalesce(tenant_id, '00000000-0000-0000-0000-000000000000'::uuid),(role = 'rider')) WHERE accepted_at is null and withdrawn_at is null;