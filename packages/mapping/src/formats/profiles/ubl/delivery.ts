import type { Shape } from '../shape.ts';
import { address, party } from './parties.ts';
import { amount, identifier, period, quantity } from './values.ts';

const location: Shape = {
  'cbc:ID': ['id', identifier],
  'cbc:Description[]': 'descriptions',
  'cbc:Name': 'name',
  'cac:Address': ['address', address],
};

export const deliveryTerms: Shape = {
  'cbc:ID': 'id',
  'cbc:SpecialTerms[]': 'specialTerms',
  'cbc:LossRiskResponsibilityCode': 'lossRiskCode',
  'cbc:LossRisk[]': 'lossRisks',
  'cbc:Amount': ['amount', amount],
  'cac:DeliveryLocation': ['location', location],
};

export const delivery: Shape = {
  'cbc:ID': 'id',
  'cbc:Quantity': ['quantity', quantity],
  'cbc:ActualDeliveryDate': ['actualDate', 'date'],
  'cbc:ActualDeliveryTime': 'actualTime',
  'cbc:LatestDeliveryDate': ['latestDate', 'date'],
  'cbc:LatestDeliveryTime': 'latestTime',
  'cbc:ReleaseID': 'releaseId',
  'cbc:TrackingID': 'trackingId',
  'cac:DeliveryAddress': ['address', address],
  'cac:DeliveryLocation': ['location', location],
  'cac:RequestedDeliveryPeriod': ['requestedPeriod', period],
  'cac:PromisedDeliveryPeriod': ['promisedPeriod', period],
  'cac:EstimatedDeliveryPeriod': ['estimatedPeriod', period],
  'cac:CarrierParty': ['carrier', party],
  'cac:DeliveryParty': ['party', party],
  'cac:Despatch': [
    'despatch',
    {
      'cbc:ID': 'id',
      'cbc:RequestedDespatchDate': ['requestedDate', 'date'],
      'cbc:EstimatedDespatchDate': ['estimatedDate', 'date'],
      'cbc:ActualDespatchDate': ['actualDate', 'date'],
      'cbc:ActualDespatchTime': 'actualTime',
      'cac:DespatchAddress': ['address', address],
    },
  ],
};

export const shipment: Shape = {
  'cbc:ID': 'id',
  'cbc:ShippingPriorityLevelCode': 'priorityCode',
  'cbc:HandlingCode': 'handlingCode',
  'cbc:HandlingInstructions[]': 'handlingInstructions',
  'cbc:GrossWeightMeasure': ['grossWeight', quantity],
  'cbc:NetWeightMeasure': ['netWeight', quantity],
  'cbc:GrossVolumeMeasure': ['grossVolume', quantity],
  'cbc:TotalGoodsItemQuantity': ['goodsItems', quantity],
  'cbc:TotalTransportHandlingUnitQuantity': ['handlingUnitCount', quantity],
  'cbc:SpecialInstructions[]': 'specialInstructions',
  'cbc:DeliveryInstructions[]': 'deliveryInstructions',
  'cac:Consignment[]/cbc:ID': 'consignmentIds',
  'cac:ShipmentStage[]': [
    'stages',
    {
      'cbc:ID': 'id',
      'cbc:TransportModeCode': 'modeCode',
      'cbc:TransportMeansTypeCode': 'meansTypeCode',
      'cac:CarrierParty[]': ['carriers', party],
    },
  ],
  'cac:Delivery': ['delivery', delivery],
  'cac:TransportHandlingUnit[]': [
    'handlingUnits',
    {
      'cbc:ID': ['id', identifier],
      'cbc:TransportHandlingUnitTypeCode': 'typeCode',
      'cbc:TotalGoodsItemQuantity': ['goodsItems', quantity],
      'cbc:TotalPackageQuantity': ['packages', quantity],
      'cbc:ShippingMarks[]': 'shippingMarks',
      'cac:HandlingUnitDespatchLine[]': [
        'lines',
        { 'cbc:ID': 'lineId', 'cbc:DeliveredQuantity': ['delivered', quantity] },
      ],
    },
  ],
  'cac:OriginAddress': ['originAddress', address],
};
