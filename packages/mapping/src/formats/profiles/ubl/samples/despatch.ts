export const ublDespatchAdvice = `<?xml version="1.0" encoding="UTF-8"?>
<DespatchAdvice xmlns="urn:oasis:names:specification:ubl:schema:xsd:DespatchAdvice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>DA-55081</cbc:ID>
  <cbc:IssueDate>2026-11-17</cbc:IssueDate>
  <cac:OrderReference>
    <cbc:ID>FJ-30177</cbc:ID>
    <cbc:SalesOrderID>SO-410992</cbc:SalesOrderID>
  </cac:OrderReference>
  <cac:DespatchSupplierParty>
    <cac:Party>
      <cac:PartyName>
        <cbc:Name>Harbor Supply Europe GmbH</cbc:Name>
      </cac:PartyName>
    </cac:Party>
  </cac:DespatchSupplierParty>
  <cac:DeliveryCustomerParty>
    <cac:Party>
      <cac:PartyName>
        <cbc:Name>Fjordlys Installasjon AS</cbc:Name>
      </cac:PartyName>
    </cac:Party>
  </cac:DeliveryCustomerParty>
  <cac:Shipment>
    <cbc:ID>SH-9917</cbc:ID>
    <cbc:GrossWeightMeasure unitCode="KGM">86.4</cbc:GrossWeightMeasure>
    <cac:ShipmentStage>
      <cbc:TransportModeCode>3</cbc:TransportModeCode>
      <cac:CarrierParty>
        <cac:PartyName>
          <cbc:Name>Nordbro Freight</cbc:Name>
        </cac:PartyName>
      </cac:CarrierParty>
    </cac:ShipmentStage>
    <cac:Delivery>
      <cbc:TrackingID>NB-4410-2207</cbc:TrackingID>
      <cac:EstimatedDeliveryPeriod>
        <cbc:EndDate>2026-11-18</cbc:EndDate>
      </cac:EstimatedDeliveryPeriod>
    </cac:Delivery>
    <cac:TransportHandlingUnit>
      <cbc:ID schemeID="SSCC">340987650000000413</cbc:ID>
      <cbc:TransportHandlingUnitTypeCode>PX</cbc:TransportHandlingUnitTypeCode>
      <cac:HandlingUnitDespatchLine>
        <cbc:ID>1</cbc:ID>
        <cbc:DeliveredQuantity unitCode="MTR">400</cbc:DeliveredQuantity>
      </cac:HandlingUnitDespatchLine>
    </cac:TransportHandlingUnit>
  </cac:Shipment>
  <cac:DespatchLine>
    <cbc:ID>1</cbc:ID>
    <cbc:DeliveredQuantity unitCode="MTR">400</cbc:DeliveredQuantity>
    <cbc:BackorderQuantity unitCode="MTR">100</cbc:BackorderQuantity>
    <cbc:BackorderReason>Next drum arrives on 24 November</cbc:BackorderReason>
    <cac:OrderLineReference>
      <cbc:LineID>1</cbc:LineID>
    </cac:OrderLineReference>
    <cac:Item>
      <cbc:Name>NOIKLX 3G2.5</cbc:Name>
      <cac:SellersItemIdentification>
        <cbc:ID>CBL-3G25-HF</cbc:ID>
      </cac:SellersItemIdentification>
      <cac:ItemInstance>
        <cac:LotIdentification>
          <cbc:LotNumberID>D-2610-118</cbc:LotNumberID>
        </cac:LotIdentification>
      </cac:ItemInstance>
    </cac:Item>
  </cac:DespatchLine>
</DespatchAdvice>
`;
