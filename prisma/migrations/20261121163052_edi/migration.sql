-- CreateTable
CREATE TABLE "edi_sequences" (
    "environment" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "own_id" TEXT NOT NULL,
    "partner_id" TEXT NOT NULL,
    "last" BIGINT NOT NULL DEFAULT 0,
    "received" JSON,

    CONSTRAINT "edi_sequences_pkey" PRIMARY KEY ("environment","level","own_id","partner_id")
);

-- CreateTable
CREATE TABLE "edi_interchanges" (
    "id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "standard" TEXT NOT NULL,
    "own_id" TEXT NOT NULL,
    "partner_id" TEXT NOT NULL,
    "control_number" TEXT NOT NULL,
    "group_number" TEXT NOT NULL DEFAULT '',
    "functional_id" TEXT NOT NULL DEFAULT '',
    "step_key" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "run_id" UUID NOT NULL,
    "node_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status" TEXT NOT NULL,
    "missing" JSON,
    "due_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "errors" JSON NOT NULL DEFAULT '[]',

    CONSTRAINT "edi_interchanges_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "edi_interchanges_environment_at_id_idx" ON "edi_interchanges"("environment", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "edi_interchanges_environment_standard_own_id_partner_id_gro_idx" ON "edi_interchanges"("environment", "standard", "own_id", "partner_id", "group_number");

-- CreateIndex
CREATE UNIQUE INDEX "edi_interchanges_step_key_position_key" ON "edi_interchanges"("step_key", "position");

-- What came before is recognised by its control number.
CREATE UNIQUE INDEX "edi_interchanges_received" ON "edi_interchanges" ("environment", "standard", "own_id", "partner_id", "control_number")
  WHERE "direction" = 'in';

-- What is still to be acknowledged.
CREATE INDEX "edi_interchanges_waiting" ON "edi_interchanges" ("due_at") WHERE "status" = 'waiting';
