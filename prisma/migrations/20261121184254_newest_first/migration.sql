-- CreateIndex
CREATE INDEX "runs_created_at_id_idx" ON "runs"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "exceptions_created_at_id_idx" ON "exceptions"("created_at" DESC, "id" DESC);
