CREATE INDEX "orders_tenant_finished" ON "orders" USING btree ("tenant_id",(coalesce(delivered_at, cancelled_at)) desc) WHERE status in ('Delivered', 'Cancelled');--> statement-breakpoint
CREATE INDEX "api_tokens_revoked" ON "api_tokens" USING btree ("revoked_at") WHERE revoked_at is not null;--> statement-breakpoint
CREATE INDEX "sessions_created" ON "sessions" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "sessions_revoked" ON "sessions" USING btree ("revoked_at") WHERE revoked_at is not null;