import type { SearchHit } from '#shared/system/system.schema.ts';
import { searchComplaints } from '../complaint/complaint.service.ts';
import type { ServiceContext } from '../context.ts';
import { searchInspections } from '../inspection/inspection.service.ts';
import { searchScannedCard } from '../inspection/scan.service.ts';
import { searchOrganization } from '../organization/organization.service.ts';
import { searchReports } from '../report/report.service.ts';

/** Finds units, staff, complaints, sheets and reports by number or the beginning of a name; at most 8 of a kind. */
export async function search(ctx: ServiceContext, text: string): Promise<SearchHit[]> {
  const has = (permission: string) => ctx.user.permissions.some((p) => p === permission);
  const found = await Promise.all([
    searchOrganization(ctx, text),
    has('complaint:read') ? searchComplaints(ctx, text) : [],
    has('inspection:read') ? searchInspections(ctx, text) : [],
    has('inspection:score') ? searchScannedCard(ctx, text) : [],
    has('report:read') ? searchReports(ctx, text) : [],
  ]);
  return found.flat();
}
