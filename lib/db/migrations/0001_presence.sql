CREATE TABLE "connected_users" (
	"user_id" uuid NOT NULL,
	"instance_id" uuid NOT NULL,
	"connections" integer NOT NULL,
	CONSTRAINT "connected_users_user_id_instance_id_pk" PRIMARY KEY("user_id","instance_id")
);
--> statement-breakpoint
CREATE TABLE "stream_instances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"connections" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "connected_users" ADD CONSTRAINT "connected_users_instance_id_stream_instances_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."stream_instances"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connected_users_instance" ON "connected_users" USING btree ("instance_id");