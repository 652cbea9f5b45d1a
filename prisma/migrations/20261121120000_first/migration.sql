-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "csrf_token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "environments" (
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "environments_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "connections" (
    "key" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "connector" TEXT NOT NULL,
    "config" JSON NOT NULL,
    "secrets" BYTEA,
    "secret_names" TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "connections_pkey" PRIMARY KEY ("key","environment")
);

-- CreateTable
CREATE TABLE "variables" (
    "key" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "value" JSON NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "variables_pkey" PRIMARY KEY ("key","environment")
);

-- CreateTable
CREATE TABLE "flows" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "definition" JSON NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "flows_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "flow_versions" (
    "flow_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSON NOT NULL,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "flow_versions_pkey" PRIMARY KEY ("flow_id","version")
);

-- CreateTable
CREATE TABLE "deployments" (
    "flow_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "intake_method" TEXT,
    "intake_path" TEXT,
    "next_tick_at" TIMESTAMPTZ(3),
    "deployed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deployed_by" TEXT NOT NULL,

    CONSTRAINT "deployments_pkey" PRIMARY KEY ("flow_id","environment")
);

-- CreateTable
CREATE TABLE "schedule_ticks" (
    "flow_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "tick" TIMESTAMPTZ(3) NOT NULL,
    "run_id" UUID NOT NULL,

    CONSTRAINT "schedule_ticks_pkey" PRIMARY KEY ("flow_id","environment","tick")
);

-- CreateTable
CREATE TABLE "runs" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "flow_id" UUID NOT NULL,
    "version" INTEGER,
    "environment" TEXT NOT NULL,
    "test" BOOLEAN NOT NULL DEFAULT false,
    "definition" JSON,
    "until_node" TEXT,
    "status" TEXT NOT NULL,
    "waiting_for" JSON,
    "trigger" JSON NOT NULL,
    "partner" TEXT,
    "idempotency_key" TEXT,
    "ordering_key" TEXT,
    "lane_held" BOOLEAN NOT NULL DEFAULT false,
    "business_keys" JSONB NOT NULL DEFAULT '[]',
    "effect_root" UUID NOT NULL,
    "replay_of" UUID,
    "overrides" JSON,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "dispatch_no" INTEGER NOT NULL DEFAULT 1,
    "dispatched_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_token" UUID,
    "lease_expires_at" TIMESTAMPTZ(3),
    "cancel_requested_by" TEXT,
    "deadline_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "error" JSON,
    "output" JSON,

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "steps" (
    "run_id" UUID NOT NULL,
    "node_id" TEXT NOT NULL,
    "path" TEXT NOT NULL DEFAULT '',
    "attempt" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "ports" TEXT[],
    "effect" TEXT NOT NULL,
    "origin" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER,
    "input" JSON,
    "output" JSON,
    "error" JSON,
    "http" JSON,
    "retry_at" TIMESTAMPTZ(3),

    CONSTRAINT "steps_pkey" PRIMARY KEY ("run_id","node_id","path","attempt")
);

-- CreateTable
CREATE TABLE "exceptions" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "node_id" TEXT NOT NULL,
    "node_name" TEXT NOT NULL,
    "path" TEXT NOT NULL DEFAULT '',
    "class" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "error" JSON NOT NULL,
    "desk" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "partner" TEXT,
    "input" JSON,
    "step_attempts" INTEGER NOT NULL,
    "business_keys" JSONB NOT NULL DEFAULT '[]',
    "assignee_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "exceptions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exception_events" (
    "id" UUID NOT NULL,
    "exception_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT,
    "before" JSON,
    "after" JSON,

    CONSTRAINT "exception_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "milestones" (
    "run_id" UUID NOT NULL,
    "node_id" TEXT NOT NULL,
    "path" TEXT NOT NULL DEFAULT '',
    "flow_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "business_type" TEXT NOT NULL,
    "business_value" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSON,

    CONSTRAINT "milestones_pkey" PRIMARY KEY ("run_id","node_id","path")
);

-- CreateTable
CREATE TABLE "bulk_jobs" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "action" JSON NOT NULL,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "errors" JSON NOT NULL DEFAULT '[]',
    "pending" TEXT[],
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bulk_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "data" JSON,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys"("key_hash");

-- CreateIndex
CREATE INDEX "flows_name_idx" ON "flows"("name");

-- CreateIndex
CREATE UNIQUE INDEX "deployments_environment_intake_method_intake_path_key" ON "deployments"("environment", "intake_method", "intake_path");

-- CreateIndex
CREATE INDEX "runs_flow_id_created_at_id_idx" ON "runs"("flow_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "runs_environment_created_at_id_idx" ON "runs"("environment", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "runs_business_keys_idx" ON "runs" USING GIN ("business_keys" jsonb_path_ops);

-- CreateIndex
CREATE INDEX "exceptions_run_id_idx" ON "exceptions"("run_id");

-- CreateIndex
CREATE INDEX "exceptions_status_created_at_id_idx" ON "exceptions"("status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "exceptions_flow_id_status_idx" ON "exceptions"("flow_id", "status");

-- CreateIndex
CREATE INDEX "exceptions_business_keys_idx" ON "exceptions" USING GIN ("business_keys" jsonb_path_ops);

-- CreateIndex
CREATE INDEX "exception_events_exception_id_at_idx" ON "exception_events"("exception_id", "at");

-- CreateIndex
CREATE INDEX "milestones_business_type_business_value_at_idx" ON "milestones"("business_type", "business_value", "at");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at" DESC);

-- CreateIndex
CREATE INDEX "audit_subject_at_idx" ON "audit"("subject", "at" DESC);

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flow_versions" ADD CONSTRAINT "flow_versions_flow_id_fkey" FOREIGN KEY ("flow_id") REFERENCES "flows"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deployments" ADD CONSTRAINT "deployments_flow_id_fkey" FOREIGN KEY ("flow_id") REFERENCES "flows"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exception_events" ADD CONSTRAINT "exception_events_exception_id_fkey" FOREIGN KEY ("exception_id") REFERENCES "exceptions"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's schema language can't say.

-- The same message twice is one run.
CREATE UNIQUE INDEX "runs_idempotency_key" ON "runs" ("flow_id", "environment", "idempotency_key")
  WHERE "idempotency_key" IS NOT NULL AND NOT "test";

-- The reconciler's question: what is due? Ended runs are not in it, so that it does not grow with history.
CREATE INDEX "runs_due" ON "runs" ("next_attempt_at") WHERE "status" IN ('queued', 'running', 'waiting');

-- Who holds the lane of an ordering key?
CREATE INDEX "runs_lane" ON "runs" ("flow_id", "environment", "ordering_key", "seq") WHERE "lane_held";

-- Lists filtered by anything but success, which is nearly all of history.
CREATE INDEX "runs_not_succeeded" ON "runs" ("status", "created_at" DESC, "id" DESC) WHERE "status" <> 'succeeded';

-- Runs under way of one flow, for its limit of concurrent runs.
CREATE INDEX "runs_leased" ON "runs" ("flow_id", "environment") WHERE "lease_token" IS NOT NULL;

-- One open exception per failed step.
CREATE UNIQUE INDEX "exceptions_open" ON "exceptions" ("run_id", "node_id", "path") WHERE "status" = 'open';

ALTER TABLE "runs" ADD CONSTRAINT "runs_status_check"
  CHECK ("status" IN ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled'));
ALTER TABLE "steps" ADD CONSTRAINT "steps_status_check"
  CHECK ("status" IN ('running', 'succeeded', 'failed', 'cancelled'));
ALTER TABLE "exceptions" ADD CONSTRAINT "exceptions_status_check"
  CHECK ("status" IN ('open', 'resolved', 'discarded'));

-- The environments that every installation starts with.
INSERT INTO "environments" ("key", "name", "position") VALUES
  ('development', 'Development', 1), ('test', 'Test', 2), ('production', 'Production', 3);
