import { Router } from 'express';
import type { Company, CompanyView } from '../company/company.ts';
import type { Shipment } from '../company/model.ts';
import { carrierGuard } from '../http/auth.ts';
import { commandHandler } from '../http/idempotency.ts';
import { jsonBody } from '../http/json-body.ts';
import { notFound } from '../http/problem.ts';
import { page, pathText, queryText } from '../http/query.ts';
import { rateLane, showRate } from './rates.ts';
import { readRateRequest, tenderShipment } from './shipment-request.ts';
import { showShipment, showTracking } from './show-shipment.ts';

/** The carrier: freight rates, shipments, tracking. */
export function carrierService(company: Company): Router {
  const router = Router();
  router.use(carrierGuard, jsonBody);
  router.get('/ping', (_request, response) => {
    response.json({ status: 'ok', service: 'carrier' });
  });
  commandRoutes(router, company);
  router.get('/shipments', (request, response) => {
    const reference = queryText(request, 'reference');
    const shipments = [...company.view.shipments.values()].filter(
      (shipment) => reference === undefined || shipment.reference === reference,
    );
    response.json(page(request, shipments, showShipment));
  });
  router.get('/shipments/:id', (request, response) => {
    response.json(showShipment(requireShipment(company.view, pathText(request, 'id'))));
  });
  router.get('/tracking/:trackingNumber', (request, response) => {
    const trackingNumber = pathText(request, 'trackingNumber');
    const id = company.view.shipmentsByTracking.get(trackingNumber);
    if (id === undefined) throw notFound(`Tracking number ${trackingNumber}`);
    response.json(showTracking(requireShipment(company.view, id)));
  });
  return router;
}

function commandRoutes(router: Router, company: Company): void {
  const quote = commandHandler(company, 'carrier', {
    decide: (request) => ({
      status: 200,
      body: { rates: rateLane(readRateRequest(request.body)).map(showRate) },
      events: [],
    }),
  });
  const tender = commandHandler(company, 'carrier', {
    decide(request) {
      const shipment = tenderShipment(request.body, company.view.shipments.size);
      return { status: 201, body: showShipment(shipment), events: [{ type: 'shipment-saved', shipment }] };
    },
  });
  router.post('/rates', quote);
  router.post('/shipments', tender);
}

function requireShipment(view: CompanyView, id: string): Shipment {
  const shipment = view.shipments.get(id);
  if (shipment === undefined) throw notFound(`Shipment ${id}`);
  return shipment;
}
