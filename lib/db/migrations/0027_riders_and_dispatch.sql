CREATE TABLE "dispatch_decision_orders" (
	"decision_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	CONSTRAINT "dispatch_decision_orders_decision_id_order_id_pk" PRIMARY KEY("decision_id","order_id")
);
--> statement-breakpoint
CREATE TABLE "dispatch_decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"rider_id" uuid,
	"actor_id" uuid,
	"actor_name" text,
	"reason" jsonb NOT NULL,
	"candidates" jsonb NOT NULL,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "offer_orders" (
	"offer_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	CONSTRAINT "offer_orders_offer_id_order_id_pk" PRIMARY KEY("offer_id","order_id")
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rider_id" uuid NOT NULL,
	"trip_id" uuid,
	"decision_id" uuid NOT NULL,
	"status" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"terms" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "travel_corrections" (
	"tenant_id" uuid NOT NULL,
	"hour" integer NOT NULL,
	"measured_ms" bigint NOT NULL,
	"computed_ms" bigint NOT NULL,
	"legs" integer NOT NULL,
	CONSTRAINT "travel_corrections_tenant_id_hour_pk" PRIMARY KEY("tenant_id","hour")
);
--> statement-breakpoint
CREATE TABLE "trip_stops" (
	"trip_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"position" integer NOT NULL,
	"arrived_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"outcome" text,
	CONSTRAINT "trip_stops_trip_id_order_id_kind_pk" PRIMARY KEY("trip_id","order_id","kind")
);
--> statement-breakpoint
CREATE TABLE "rider_invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"tenant_id" uuid,
	"invited_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "rider_shifts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rider_id" uuid NOT NULL,
	"vehicle" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"tracking_token_hash" text NOT NULL,
	"position" jsonb,
	CONSTRAINT "rider_shifts_tracking_token_hash_unique" UNIQUE("tracking_token_hash")
);
--> statement-breakpoint
CREATE TABLE "riders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"vehicle" text DEFAULT 'bicycle' NOT NULL,
	"is_on_leaderboard" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "trip_points" (
	"id" uuid PRIMARY KEY NOT NULL,
	"trip_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"lat" real NOT NULL,
	"lng" real NOT NULL,
	"accuracy" real NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trips" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rider_id" uuid NOT NULL,
	"shift_id" uuid NOT NULL,
	"vehicle" text NOT NULL,
	"version" integer NOT NULL,
	"accepted_at" timestamp with time zone NOT NULL,
	"left_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"metres" integer NOT NULL,
	"currency" text NOT NULL,
	"pay_base" integer NOT NULL,
	"pay_distance" integer NOT NULL,
	"pay_waiting" integer DEFAULT 0 NOT NULL,
	"tip" integer DEFAULT 0 NOT NULL,
	"waited_seconds" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "lat" double precision;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "lng" double precision;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "delivery_by" text DEFAULT 'store' NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "rider_id" uuid;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "rider_name" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "rider_vehicle" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "rider_state" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "trip_id" uuid;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "eta_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "eta_to" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "leave_at_door" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "delivery_pin" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "pin_failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "pinned_rider_id" uuid;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "rider_moves" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "lat" double precision;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "lng" double precision;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "delivery_by" text DEFAULT 'store' NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "rider_fleet" text DEFAULT 'platform' NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "dispatch_mode" text DEFAULT 'automatic' NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "sees_riders" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "zones" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "zones_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "dispatch_decision_orders" ADD CONSTRAINT "dispatch_decision_orders_decision_id_dispatch_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."dispatch_decisions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatch_decision_orders" ADD CONSTRAINT "dispatch_decision_orders_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatch_decisions" ADD CONSTRAINT "dispatch_decisions_rider_id_riders_id_fk" FOREIGN KEY ("rider_id") REFERENCES "public"."riders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatch_decisions" ADD CONSTRAINT "dispatch_decisions_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_orders" ADD CONSTRAINT "offer_orders_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_orders" ADD CONSTRAINT "offer_orders_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_rider_id_riders_id_fk" FOREIGN KEY ("rider_id") REFERENCES "public"."riders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "travel_corrections" ADD CONSTRAINT "travel_corrections_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_stops" ADD CONSTRAINT "trip_stops_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_stops" ADD CONSTRAINT "trip_stops_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rider_invitations" ADD CONSTRAINT "rider_invitations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rider_invitations" ADD CONSTRAINT "rider_invitations_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rider_shifts" ADD CONSTRAINT "rider_shifts_rider_id_riders_id_fk" FOREIGN KEY ("rider_id") REFERENCES "public"."riders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "riders" ADD CONSTRAINT "riders_id_users_id_fk" FOREIGN KEY ("id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "riders" ADD CONSTRAINT "riders_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_points" ADD CONSTRAINT "trip_points_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trips" ADD CONSTRAINT "trips_rider_id_riders_id_fk" FOREIGN KEY ("rider_id") REFERENCES "public"."riders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trips" ADD CONSTRAINT "trips_shift_id_rider_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."rider_shifts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dispatch_decision_orders_order" ON "dispatch_decision_orders" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "dispatch_decisions_at" ON "dispatch_decisions" USING btree ("at");--> statement-breakpoint
CREATE INDEX "dispatch_decisions_rider" ON "dispatch_decisions" USING btree ("rider_id");--> statement-breakpoint
CREATE INDEX "dispatch_decisions_actor" ON "dispatch_decisions" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "offer_orders_order" ON "offer_orders" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "offers_open" ON "offers" USING btree ("rider_id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "offers_expiring" ON "offers" USING btree ("expires_at") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "offers_rider" ON "offers" USING btree ("rider_id","made_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "offers_trip" ON "offers" USING btree ("trip_id");--> statement-breakpoint
CREATE INDEX "offers_decision" ON "offers" USING btree ("decision_id");--> statement-breakpoint
CREATE UNIQUE INDEX "trip_stops_order" ON "trip_stops" USING btree ("order_id","kind") WHERE outcome is distinct from 'released';--> statement-breakpoint
CREATE UNIQUE INDEX "rider_invitations_open" ON "rider_invitations" USING btree ("email",coalesce(tenant_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE accepted_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "rider_invitations_tenant" ON "rider_invitations" USING btree ("tenant_id");--> statement-breakpoint
CREATE INDEX "rider_invitations_invited_by" ON "rider_invitations" USING btree ("invited_by");--> statement-breakpoint
CREATE UNIQUE INDEX "rider_shifts_open" ON "rider_shifts" USING btree ("rider_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "rider_shifts_rider" ON "rider_shifts" USING btree ("rider_id","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "riders_tenant" ON "riders" USING btree ("tenant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "trip_points_seq" ON "trip_points" USING btree ("trip_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "trips_open" ON "trips" USING btree ("rider_id") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "trips_rider" ON "trips" USING btree ("rider_id","accepted_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "trips_shift" ON "trips" USING btree ("shift_id");--> statement-breakpoint
CREATE INDEX "trips_finished" ON "trips" USING btree ("finished_at") WHERE finished_at is not null;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_rider_id_users_id_fk" FOREIGN KEY ("rider_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_pinned_rider_id_users_id_fk" FOREIGN KEY ("pinned_rider_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "orders_rider" ON "orders" USING btree ("rider_id") WHERE rider_id is not null;--> statement-breakpoint
CREATE INDEX "orders_pinned_rider" ON "orders" USING btree ("pinned_rider_id") WHERE pinned_rider_id is not null;--> statement-breakpoint
CREATE INDEX "orders_for_riders" ON "orders" USING btree ("accepted_at") WHERE delivery_by = 'riders' and status in ('Preparing', 'Out for Delivery');