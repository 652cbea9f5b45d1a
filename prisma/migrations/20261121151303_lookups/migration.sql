-- AlterTable
ALTER TABLE "exceptions" ADD COLUMN     "cause" TEXT;

-- CreateTable
CREATE TABLE "lookup_tables" (
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "definition" JSON NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "lookup_tables_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "lookup_rows" (
    "id" UUID NOT NULL,
    "table_key" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "keys" JSON NOT NULL,
    "vals" JSON NOT NULL,
    "partner" TEXT NOT NULL,
    "environment" TEXT,
    "valid_from" TEXT,
    "valid_to" TEXT,
    "search" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "lookup_rows_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "lookup_rows_table_key_seq_idx" ON "lookup_rows"("table_key", "seq");

-- AddForeignKey
ALTER TABLE "lookup_rows" ADD CONSTRAINT "lookup_rows_table_key_fkey" FOREIGN KEY ("table_key") REFERENCES "lookup_tables"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- Open exceptions that one correction mends.
CREATE INDEX "exceptions_cause" ON "exceptions" ("cause" text_pattern_ops)
  WHERE "status" = 'open' AND "cause" IS NOT NULL;
