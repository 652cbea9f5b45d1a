-- AlterTable
ALTER TABLE "edi_sequences" DROP CONSTRAINT "edi_sequences_pkey",
ADD COLUMN     "own_qualifier" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "partner_qualifier" TEXT NOT NULL DEFAULT '',
ADD CONSTRAINT "edi_sequences_pkey" PRIMARY KEY ("environment", "level", "own_id", "partner_id", "own_qualifier", "partner_qualifier");

-- AlterTable
ALTER TABLE "edi_interchanges" ADD COLUMN     "own_qualifier" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "partner_qualifier" TEXT NOT NULL DEFAULT '';

-- The qualifiers of what is there already are not known: it goes to the first pair with its identifiers.
UPDATE "edi_sequences" SET "own_qualifier" = '*', "partner_qualifier" = '*';
UPDATE "edi_interchanges" SET "own_qualifier" = '*', "partner_qualifier" = '*';

-- The same number of a party with another qualifier is another interchange.
DROP INDEX "edi_interchanges_received";
CREATE UNIQUE INDEX "edi_interchanges_received" ON "edi_interchanges"
  ("environment", "standard", "own_id", "partner_id", "own_qualifier", "partner_qualifier", "control_number")
  WHERE "direction" = 'in';
