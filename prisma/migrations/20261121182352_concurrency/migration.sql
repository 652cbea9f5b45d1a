-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "concurrency" INTEGER;

-- Runs that wait for room in their flow, in the order of acceptance.
CREATE INDEX "runs_parked" ON "runs" ("flow_id", "environment", "seq")
  WHERE "status" = 'waiting' AND "waiting_for"->>'reason' = 'concurrency' AND "next_attempt_at" = 'infinity';
