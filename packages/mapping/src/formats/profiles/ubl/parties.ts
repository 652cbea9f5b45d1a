import type { Shape } from '../shape.ts';
import { identifier } from './values.ts';

export const address: Shape = {
  'cbc:ID': ['id', identifier],
  'cbc:Postbox': 'postbox',
  'cbc:Floor': 'floor',
  'cbc:Room': 'room',
  'cbc:StreetName': 'street',
  'cbc:AdditionalStreetName': 'additionalStreet',
  'cbc:BuildingName': 'building',
  'cbc:BuildingNumber': 'buildingNumber',
  'cbc:Department': 'department',
  'cbc:MarkAttention': 'attention',
  'cbc:CitySubdivisionName': 'citySubdivision',
  'cbc:CityName': 'city',
  'cbc:PostalZone': 'postalCode',
  'cbc:CountrySubentity': 'region',
  'cbc:CountrySubentityCode': 'regionCode',
  'cac:AddressLine[]/cbc:Line': 'lines',
  'cac:Country/cbc:IdentificationCode': 'country',
  'cac:Country/cbc:Name': 'countryName',
};

export const contact: Shape = {
  'cbc:ID': 'id',
  'cbc:Name': 'name',
  'cbc:Telephone': 'telephone',
  'cbc:Telefax': 'telefax',
  'cbc:ElectronicMail': 'email',
  'cbc:Note[]': 'notes',
};

export const taxScheme: Shape = {
  'cbc:ID': 'id',
  'cbc:Name': 'name',
  'cbc:TaxTypeCode': 'typeCode',
};

export const party: Shape = {
  'cbc:WebsiteURI': 'website',
  'cbc:EndpointID': ['endpoint', identifier],
  'cac:PartyIdentification[]/cbc:ID': ['ids', identifier],
  'cac:PartyName[]/cbc:Name': 'names',
  'cac:PostalAddress': ['address', address],
  'cac:PartyTaxScheme[]': [
    'taxRegistrations',
    {
      'cbc:RegistrationName': 'name',
      'cbc:CompanyID': ['companyId', identifier],
      'cac:TaxScheme': ['scheme', taxScheme],
    },
  ],
  'cac:PartyLegalEntity[]': [
    'legalEntities',
    {
      'cbc:RegistrationName': 'name',
      'cbc:CompanyID': ['companyId', identifier],
      'cbc:CompanyLegalForm': 'legalForm',
      'cac:RegistrationAddress': ['address', address],
    },
  ],
  'cac:Contact': ['contact', contact],
  'cac:Person[]': [
    'persons',
    { 'cbc:FirstName': 'firstName', 'cbc:FamilyName': 'familyName', 'cbc:JobTitle': 'jobTitle' },
  ],
};

export const customerParty: Shape = {
  'cbc:CustomerAssignedAccountID': ['customerAccount', identifier],
  'cbc:SupplierAssignedAccountID': ['supplierAccount', identifier],
  'cbc:AdditionalAccountID[]': ['additionalAccounts', identifier],
  'cac:Party': ['party', party],
  'cac:DeliveryContact': ['deliveryContact', contact],
  'cac:AccountingContact': ['accountingContact', contact],
  'cac:BuyerContact': ['buyerContact', contact],
};

export const supplierParty: Shape = {
  'cbc:CustomerAssignedAccountID': ['customerAccount', identifier],
  'cbc:AdditionalAccountID[]': ['additionalAccounts', identifier],
  'cac:Party': ['party', party],
  'cac:DespatchContact': ['despatchContact', contact],
  'cac:AccountingContact': ['accountingContact', contact],
  'cac:SellerContact': ['sellerContact', contact],
};
