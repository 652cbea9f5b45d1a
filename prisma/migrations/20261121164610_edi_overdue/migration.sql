-- AlterTable
ALTER TABLE "edi_interchanges" ADD COLUMN     "exception_id" UUID;
