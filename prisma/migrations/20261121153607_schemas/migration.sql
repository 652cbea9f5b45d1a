-- CreateTable
CREATE TABLE "schemas" (
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "mode" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "schemas_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "schema_versions" (
    "schema_key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "document" JSON NOT NULL,
    "note" TEXT,
    "deprecated" BOOLEAN NOT NULL DEFAULT false,
    "deprecation" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "schema_versions_pkey" PRIMARY KEY ("schema_key","version")
);

-- AddForeignKey
ALTER TABLE "schema_versions" ADD CONSTRAINT "schema_versions_schema_key_fkey" FOREIGN KEY ("schema_key") REFERENCES "schemas"("key") ON DELETE RESTRICT ON UPDATE CASCADE;
