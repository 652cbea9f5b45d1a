import type { Shape } from '../shape.ts';
import { taxScheme } from './parties.ts';
import { amount, identifier, period } from './values.ts';

export const taxCategory: Shape = {
  'cbc:ID': 'id',
  'cbc:Name': 'name',
  'cbc:Percent': ['percent', 'decimal'],
  'cbc:TaxExemptionReasonCode': 'exemptionReasonCode',
  'cbc:TaxExemptionReason[]': 'exemptionReasons',
  'cac:TaxScheme': ['scheme', taxScheme],
};

export const taxTotal: Shape = {
  'cbc:TaxAmount': ['amount', amount],
  'cbc:RoundingAmount': ['rounding', amount],
  'cac:TaxSubtotal[]': [
    'subtotals',
    {
      'cbc:TaxableAmount': ['taxable', amount],
      'cbc:TaxAmount': ['amount', amount],
      'cbc:Percent': ['percent', 'decimal'],
      'cac:TaxCategory': ['category', taxCategory],
    },
  ],
};

/** `charge` is "true" for a charge and "false" for an allowance. */
export const allowanceCharge: Shape = {
  'cbc:ID': 'id',
  'cbc:ChargeIndicator': 'charge',
  'cbc:AllowanceChargeReasonCode': 'reasonCode',
  'cbc:AllowanceChargeReason[]': 'reasons',
  'cbc:MultiplierFactorNumeric': ['factor', 'decimal'],
  'cbc:PrepaidIndicator': 'prepaid',
  'cbc:SequenceNumeric': ['sequence', 'decimal'],
  'cbc:Amount': ['amount', amount],
  'cbc:BaseAmount': ['base', amount],
  'cac:TaxCategory[]': ['taxCategories', taxCategory],
};

export const monetaryTotal: Shape = {
  'cbc:LineExtensionAmount': ['lines', amount],
  'cbc:TaxExclusiveAmount': ['taxExclusive', amount],
  'cbc:TaxInclusiveAmount': ['taxInclusive', amount],
  'cbc:AllowanceTotalAmount': ['allowances', amount],
  'cbc:ChargeTotalAmount': ['charges', amount],
  'cbc:PrepaidAmount': ['prepaid', amount],
  'cbc:PayableRoundingAmount': ['rounding', amount],
  'cbc:PayableAmount': ['payable', amount],
};

const financialAccount: Shape = {
  'cbc:ID': ['id', identifier],
  'cbc:Name': 'name',
  'cbc:CurrencyCode': 'currency',
  'cac:FinancialInstitutionBranch/cbc:ID': ['branch', identifier],
  'cac:FinancialInstitutionBranch/cbc:Name': 'branchName',
};

export const paymentMeans: Shape = {
  'cbc:ID': 'id',
  'cbc:PaymentMeansCode': 'code',
  'cbc:PaymentDueDate': ['dueDate', 'date'],
  'cbc:InstructionID': 'instructionId',
  'cbc:InstructionNote[]': 'instructionNotes',
  'cbc:PaymentID[]': 'paymentIds',
  'cac:CardAccount': [
    'card',
    {
      'cbc:PrimaryAccountNumberID': 'number',
      'cbc:NetworkID': 'network',
      'cbc:HolderName': 'holder',
    },
  ],
  'cac:PayerFinancialAccount': ['payerAccount', financialAccount],
  'cac:PayeeFinancialAccount': ['payeeAccount', financialAccount],
  'cac:PaymentMandate': [
    'mandate',
    { 'cbc:ID': 'id', 'cac:PayerFinancialAccount': ['payerAccount', financialAccount] },
  ],
};

export const paymentTerms: Shape = {
  'cbc:ID': 'id',
  'cbc:Note[]': 'notes',
  'cbc:ReferenceEventCode': 'referenceEvent',
  'cbc:SettlementDiscountPercent': ['discountPercent', 'decimal'],
  'cbc:PenaltySurchargePercent': ['penaltyPercent', 'decimal'],
  'cbc:PaymentPercent': ['paymentPercent', 'decimal'],
  'cbc:Amount': ['amount', amount],
  'cbc:SettlementDiscountAmount': ['discount', amount],
  'cbc:PaymentDueDate': ['dueDate', 'date'],
  'cac:SettlementPeriod': ['settlementPeriod', period],
  'cac:PenaltyPeriod': ['penaltyPeriod', period],
};
