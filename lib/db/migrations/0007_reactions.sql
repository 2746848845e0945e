CREATE TABLE "notification_counts" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"unread" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"type" text NOT NULL,
	"title" text NOT NULL,
	"message" text NOT NULL,
	"action_url" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reaction_positions" (
	"reaction" text NOT NULL,
	"channel" text NOT NULL,
	"epoch" text NOT NULL,
	"offset" bigint NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"error" text,
	"failed_at" timestamp with time zone,
	"retry_at" timestamp with time zone,
	"resets" integer DEFAULT 0 NOT NULL,
	"reset_at" timestamp with time zone,
	"reset_reason" text,
	CONSTRAINT "reaction_positions_reaction_channel_pk" PRIMARY KEY("reaction","channel")
);
--> statement-breakpoint
CREATE TABLE "reactions" (
	"name" text PRIMARY KEY NOT NULL,
	"scanned_to" timestamp with time zone DEFAULT now() NOT NULL,
	"compared_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notification_counts" ADD CONSTRAINT "notification_counts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notifications_user" ON "notifications" USING btree ("user_id","created_at","id");--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("user_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "reaction_positions_retry" ON "reaction_positions" USING btree ("retry_at") WHERE retry_at is not null;