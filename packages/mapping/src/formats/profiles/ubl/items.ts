import type { Shape } from '../shape.ts';
import { allowanceCharge, taxCategory } from './money.ts';
import { party } from './parties.ts';
import { amount, classificationCode, identifier, quantity } from './values.ts';

export const item: Shape = {
  'cbc:Description[]': 'descriptions',
  'cbc:PackQuantity': ['packQuantity', quantity],
  'cbc:PackSizeNumeric': ['packSize', 'decimal'],
  'cbc:Name': 'name',
  'cbc:HazardousRiskIndicator': 'hazardous',
  'cbc:AdditionalInformation[]': 'additionalInformation',
  'cbc:Keyword[]': 'keywords',
  'cbc:BrandName[]': 'brands',
  'cbc:ModelName[]': 'models',
  'cac:BuyersItemIdentification/cbc:ID': ['buyersId', identifier],
  'cac:SellersItemIdentification/cbc:ID': ['sellersId', identifier],
  'cac:ManufacturersItemIdentification[]/cbc:ID': ['manufacturersIds', identifier],
  'cac:StandardItemIdentification/cbc:ID': ['standardId', identifier],
  'cac:AdditionalItemIdentification[]/cbc:ID': ['additionalIds', identifier],
  'cac:OriginCountry/cbc:IdentificationCode': 'originCountry',
  'cac:CommodityClassification[]': [
    'classifications',
    {
      'cbc:CommodityCode': ['commodityCode', classificationCode],
      'cbc:ItemClassificationCode': ['code', classificationCode],
    },
  ],
  'cac:ClassifiedTaxCategory[]': ['taxCategories', taxCategory],
  'cac:AdditionalItemProperty[]': ['properties', { 'cbc:Name': 'name', 'cbc:Value': 'value' }],
  'cac:ManufacturerParty[]': ['manufacturers', party],
  'cac:ItemInstance[]': [
    'instances',
    {
      'cbc:ProductTraceID': 'traceId',
      'cbc:ManufactureDate': ['manufactureDate', 'date'],
      'cbc:BestBeforeDate': ['bestBeforeDate', 'date'],
      'cbc:SerialID': 'serialNumber',
      'cac:LotIdentification/cbc:LotNumberID': 'lotNumber',
      'cac:LotIdentification/cbc:ExpiryDate': ['expiryDate', 'date'],
    },
  ],
};

export const price: Shape = {
  'cbc:PriceAmount': ['amount', amount],
  'cbc:BaseQuantity': ['baseQuantity', quantity],
  'cbc:PriceTypeCode': 'typeCode',
  'cbc:PriceType': 'type',
  'cac:AllowanceCharge[]': ['allowanceCharges', allowanceCharge],
};
