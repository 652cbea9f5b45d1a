export const ublOrder = `<?xml version="1.0" encoding="UTF-8"?>
<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:UBLVersionID>2.1</cbc:UBLVersionID>
  <cbc:ID>FJ-30177</cbc:ID>
  <cbc:IssueDate>2026-11-04</cbc:IssueDate>
  <cbc:OrderTypeCode listID="UNCL1001">220</cbc:OrderTypeCode>
  <cbc:Note>Ring the bell at gate 2.</cbc:Note>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cbc:CustomerReference>Project Fjordlys</cbc:CustomerReference>
  <cac:ValidityPeriod>
    <cbc:EndDate>2026-12-31</cbc:EndDate>
  </cac:ValidityPeriod>
  <cac:QuotationDocumentReference>
    <cbc:ID>Q-2209</cbc:ID>
  </cac:QuotationDocumentReference>
  <cac:BuyerCustomerParty>
    <cbc:SupplierAssignedAccountID>FJORDLYS</cbc:SupplierAssignedAccountID>
    <cac:Party>
      <cbc:EndpointID schemeID="0088">7300010000001</cbc:EndpointID>
      <cac:PartyIdentification>
        <cbc:ID schemeID="0088">7300010000001</cbc:ID>
      </cac:PartyIdentification>
      <cac:PartyName>
        <cbc:Name>Fjordlys Installasjon AS</cbc:Name>
      </cac:PartyName>
      <cac:PostalAddress>
        <cbc:StreetName>Kaigaten 14</cbc:StreetName>
        <cbc:CityName>Bergen</cbc:CityName>
        <cbc:PostalZone>5015</cbc:PostalZone>
        <cac:Country>
          <cbc:IdentificationCode>NO</cbc:IdentificationCode>
        </cac:Country>
      </cac:PostalAddress>
      <cac:PartyTaxScheme>
        <cbc:CompanyID>NO987654325MVA</cbc:CompanyID>
        <cac:TaxScheme>
          <cbc:ID>VAT</cbc:ID>
        </cac:TaxScheme>
      </cac:PartyTaxScheme>
      <cac:Contact>
        <cbc:Name>Sunniva Dale</cbc:Name>
        <cbc:ElectronicMail>sunniva.dale@fjordlys.example</cbc:ElectronicMail>
      </cac:Contact>
    </cac:Party>
  </cac:BuyerCustomerParty>
  <cac:SellerSupplierParty>
    <cac:Party>
      <cbc:EndpointID schemeID="0088">4098765000018</cbc:EndpointID>
      <cac:PartyName>
        <cbc:Name>Harbor Supply Europe GmbH</cbc:Name>
      </cac:PartyName>
    </cac:Party>
  </cac:SellerSupplierParty>
  <cac:Delivery>
    <cac:DeliveryLocation>
      <cbc:ID schemeID="0088">7300010000018</cbc:ID>
      <cac:Address>
        <cbc:StreetName>Damsgårdsveien 125</cbc:StreetName>
        <cbc:CityName>Bergen</cbc:CityName>
        <cbc:PostalZone>5160</cbc:PostalZone>
        <cac:AddressLine>
          <cbc:Line>Gate 2</cbc:Line>
        </cac:AddressLine>
        <cac:Country>
          <cbc:IdentificationCode>NO</cbc:IdentificationCode>
        </cac:Country>
      </cac:Address>
    </cac:DeliveryLocation>
    <cac:RequestedDeliveryPeriod>
      <cbc:StartDate>2026-11-17</cbc:StartDate>
      <cbc:EndDate>2026-11-20</cbc:EndDate>
    </cac:RequestedDeliveryPeriod>
  </cac:Delivery>
  <cac:PaymentTerms>
    <cbc:Note>30 days net</cbc:Note>
  </cac:PaymentTerms>
  <cac:AllowanceCharge>
    <cbc:ChargeIndicator>true</cbc:ChargeIndicator>
    <cbc:AllowanceChargeReason>Freight</cbc:AllowanceChargeReason>
    <cbc:Amount currencyID="EUR">45.00</cbc:Amount>
  </cac:AllowanceCharge>
  <cac:AnticipatedMonetaryTotal>
    <cbc:LineExtensionAmount currencyID="EUR">1042.50</cbc:LineExtensionAmount>
    <cbc:PayableAmount currencyID="EUR">1087.50</cbc:PayableAmount>
  </cac:AnticipatedMonetaryTotal>
  <cac:OrderLine>
    <cac:LineItem>
      <cbc:ID>1</cbc:ID>
      <cbc:Quantity unitCode="MTR">500</cbc:Quantity>
      <cbc:LineExtensionAmount currencyID="EUR">645.00</cbc:LineExtensionAmount>
      <cbc:PartialDeliveryIndicator>false</cbc:PartialDeliveryIndicator>
      <cac:Price>
        <cbc:PriceAmount currencyID="EUR">1.29</cbc:PriceAmount>
        <cbc:BaseQuantity unitCode="MTR">1</cbc:BaseQuantity>
      </cac:Price>
      <cac:Item>
        <cbc:Description>Installation cable, 3 x 2.5 mm², halogen free</cbc:Description>
        <cbc:Name>NOIKLX 3G2.5</cbc:Name>
        <cac:BuyersItemIdentification>
          <cbc:ID>FJ-1025</cbc:ID>
        </cac:BuyersItemIdentification>
        <cac:SellersItemIdentification>
          <cbc:ID>CBL-3G25-HF</cbc:ID>
        </cac:SellersItemIdentification>
        <cac:StandardItemIdentification>
          <cbc:ID schemeID="0160">4098765310257</cbc:ID>
        </cac:StandardItemIdentification>
        <cac:CommodityClassification>
          <cbc:ItemClassificationCode listID="STI" listVersionID="19.0501">26121629</cbc:ItemClassificationCode>
        </cac:CommodityClassification>
        <cac:AdditionalItemProperty>
          <cbc:Name>Colour</cbc:Name>
          <cbc:Value>White</cbc:Value>
        </cac:AdditionalItemProperty>
      </cac:Item>
    </cac:LineItem>
  </cac:OrderLine>
  <cac:OrderLine>
    <cbc:Note>Two separate boxes</cbc:Note>
    <cac:LineItem>
      <cbc:ID>2</cbc:ID>
      <cbc:Quantity unitCode="C62">30</cbc:Quantity>
      <cbc:LineExtensionAmount currencyID="EUR">397.50</cbc:LineExtensionAmount>
      <cac:Price>
        <cbc:PriceAmount currencyID="EUR">13.25</cbc:PriceAmount>
      </cac:Price>
      <cac:Item>
        <cbc:Name>Circuit breaker, 1 pole, 16 A, C</cbc:Name>
        <cac:SellersItemIdentification>
          <cbc:ID>BRK-1P16C</cbc:ID>
        </cac:SellersItemIdentification>
      </cac:Item>
    </cac:LineItem>
  </cac:OrderLine>
</Order>
`;

export const ublOrderResponse = `<?xml version="1.0" encoding="UTF-8"?>
<OrderResponse xmlns="urn:oasis:names:specification:ubl:schema:xsd:OrderResponse-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>OR-77120</cbc:ID>
  <cbc:SalesOrderID>SO-410992</cbc:SalesOrderID>
  <cbc:IssueDate>2026-11-04</cbc:IssueDate>
  <cbc:IssueTime>13:40:00</cbc:IssueTime>
  <cbc:OrderResponseCode>CA</cbc:OrderResponseCode>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cac:OrderReference>
    <cbc:ID>FJ-30177</cbc:ID>
  </cac:OrderReference>
  <cac:SellerSupplierParty>
    <cac:Party>
      <cbc:EndpointID schemeID="0088">4098765000018</cbc:EndpointID>
    </cac:Party>
  </cac:SellerSupplierParty>
  <cac:BuyerCustomerParty>
    <cac:Party>
      <cbc:EndpointID schemeID="0088">7300010000001</cbc:EndpointID>
    </cac:Party>
  </cac:BuyerCustomerParty>
  <cac:OrderLine>
    <cac:LineItem>
      <cbc:ID>1</cbc:ID>
      <cbc:LineStatusCode>3</cbc:LineStatusCode>
      <cbc:Quantity unitCode="MTR">400</cbc:Quantity>
      <cbc:MaximumBackorderQuantity unitCode="MTR">100</cbc:MaximumBackorderQuantity>
      <cac:Delivery>
        <cac:PromisedDeliveryPeriod>
          <cbc:StartDate>2026-11-18</cbc:StartDate>
          <cbc:EndDate>2026-11-18</cbc:EndDate>
        </cac:PromisedDeliveryPeriod>
      </cac:Delivery>
      <cac:Item>
        <cbc:Name>NOIKLX 3G2.5</cbc:Name>
        <cac:SellersItemIdentification>
          <cbc:ID>CBL-3G25-HF</cbc:ID>
        </cac:SellersItemIdentification>
      </cac:Item>
    </cac:LineItem>
    <cac:OrderLineReference>
      <cbc:LineID>1</cbc:LineID>
    </cac:OrderLineReference>
  </cac:OrderLine>
</OrderResponse>
`;
