import type { SampleDocument } from '../../samples.ts';

const orderRequest = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.060/cXML.dtd">
<cXML payloadID="20261104.0915.48301@procure.meridianhealth.example" timestamp="2026-11-04T09:15:22-05:00" xml:lang="en-US">
  <Header>
    <From>
      <Credential domain="NetworkId">
        <Identity>AN01000004711</Identity>
      </Credential>
      <Credential domain="DUNS">
        <Identity>069455812</Identity>
      </Credential>
    </From>
    <To>
      <Credential domain="DUNS">
        <Identity>081466849</Identity>
      </Credential>
    </To>
    <Sender>
      <Credential domain="NetworkUserId">
        <Identity>procure@meridianhealth.example</Identity>
        <SharedSecret>correct-horse</SharedSecret>
      </Credential>
      <UserAgent>Meridian Procure 8.2</UserAgent>
    </Sender>
  </Header>
  <Request deploymentMode="production">
    <OrderRequest>
      <OrderRequestHeader orderID="MH-48301" orderDate="2026-11-04T09:14:50-05:00" type="new" requisitionID="REQ-9021" requestedDeliveryDate="2026-11-18T12:00:00-05:00">
        <Total>
          <Money currency="USD">1143.20</Money>
        </Total>
        <ShipTo>
          <Address isoCountryCode="US" addressID="MH-WEST" addressIDDomain="buyerLocationID">
            <Name xml:lang="en">Meridian Health, West Campus</Name>
            <PostalAddress name="default">
              <DeliverTo>Facilities, room B12</DeliverTo>
              <DeliverTo>Ansel Okoro</DeliverTo>
              <Street>2400 Larkspur Avenue</Street>
              <City>Columbus</City>
              <State isoStateCode="US-OH">OH</State>
              <PostalCode>43215</PostalCode>
              <Country isoCountryCode="US">United States</Country>
            </PostalAddress>
            <Email name="default">facilities.west@meridianhealth.example</Email>
            <Phone name="work">
              <TelephoneNumber>
                <CountryCode isoCountryCode="US">1</CountryCode>
                <AreaOrCityCode>614</AreaOrCityCode>
                <Number>555-0186</Number>
              </TelephoneNumber>
            </Phone>
          </Address>
        </ShipTo>
        <BillTo>
          <Address isoCountryCode="US" addressID="MH-AP">
            <Name xml:lang="en">Meridian Health, Accounts Payable</Name>
            <PostalAddress>
              <Street>PO Box 9100</Street>
              <City>Columbus</City>
              <State>OH</State>
              <PostalCode>43216</PostalCode>
              <Country isoCountryCode="US">United States</Country>
            </PostalAddress>
          </Address>
        </BillTo>
        <Shipping>
          <Money currency="USD">18.00</Money>
          <Description xml:lang="en">Ground, two days</Description>
        </Shipping>
        <Tax>
          <Money currency="USD">0.00</Money>
          <Description xml:lang="en">Exempt, certificate on file</Description>
        </Tax>
        <PaymentTerm payInNumberOfDays="30"/>
        <Comments xml:lang="en">Deliver between 7 and 11 in the morning. The dock is behind building C.</Comments>
        <Extrinsic name="costCenter">4471-FAC</Extrinsic>
      </OrderRequestHeader>
      <ItemOut quantity="24" lineNumber="1" requestedDeliveryDate="2026-11-18T12:00:00-05:00">
        <ItemID>
          <SupplierPartID>LUM-EXIT-R</SupplierPartID>
          <BuyerPartID>MH-200417</BuyerPartID>
        </ItemID>
        <ItemDetail>
          <UnitPrice>
            <Money currency="USD">38.60</Money>
          </UnitPrice>
          <Description xml:lang="en">Exit sign, LED, red, battery backed</Description>
          <UnitOfMeasure>EA</UnitOfMeasure>
          <Classification domain="UNSPSC">39111706</Classification>
          <ManufacturerPartID>EX-R-BB</ManufacturerPartID>
          <ManufacturerName>Lumenworks</ManufacturerName>
        </ItemDetail>
        <Distribution>
          <Accounting name="DistributionCharge">
            <AccountingSegment id="4471-FAC">
              <Name xml:lang="en">Cost center</Name>
              <Description xml:lang="en">Facilities, west</Description>
            </AccountingSegment>
          </Accounting>
          <Charge>
            <Money currency="USD">926.40</Money>
          </Charge>
        </Distribution>
      </ItemOut>
      <ItemOut quantity="8" lineNumber="2">
        <ItemID>
          <SupplierPartID>RCP-HG-20R</SupplierPartID>
        </ItemID>
        <ItemDetail>
          <UnitPrice>
            <Money currency="USD">24.85</Money>
          </UnitPrice>
          <Description xml:lang="en">Receptacle, hospital grade, 20 A, red</Description>
          <UnitOfMeasure>EA</UnitOfMeasure>
          <Classification domain="UNSPSC">39121406</Classification>
        </ItemDetail>
        <Comments xml:lang="en">Same colour as the last delivery, please.</Comments>
      </ItemOut>
    </OrderRequest>
  </Request>
</cXML>
`;

export const cxmlSamples: readonly SampleDocument[] = [
  {
    name: 'order-meridian.cxml',
    title: 'Purchase order from Meridian Health (cXML OrderRequest)',
    format: 'xml',
    contentType: 'text/xml',
    content: orderRequest,
    options: { profile: 'cxml-orderrequest' },
  },
];
